import { z } from "zod";
import { countrySetting } from "../country-setting";

/** An http(s) address of a folder, ending in a slash; "" where there may be none. */
function webAddress(options: { required: boolean }) {
  return z
    .string()
    .trim()
    .max(500, "must have at most 500 characters")
    .transform((text, ctx) => {
      if (text === "" && !options.required) return "";
      const url = URL.canParse(text) ? new URL(text) : null;
      if (!url?.hostname || !/^https?:$/.test(url.protocol)) {
        ctx.addIssue({ code: "custom", message: "must be an address like https://host.example/" });
        return z.NEVER;
      }
      if (url.search || url.hash || url.username || url.password) {
        ctx.addIssue({ code: "custom", message: "must not hold a password or parameters" });
        return z.NEVER;
      }
      return url.href.replace(/\/*$/, "/");
    });
}

function isTimeZone(name: string): boolean {
  // Newer engines take bare offsets as well, and those know no summer time.
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

export const settings = z.object({
  /** Rides in a header both ways. */
  token: z
    .string()
    .trim()
    .min(1, "is required")
    .max(200, "must have at most 200 characters")
    .regex(/^[\x21-\x7e]*$/, "must be Latin letters, digits and signs, without blanks")
    .meta({ secret: true }),
  billcode: z
    .preprocess(
      (value) => (typeof value === "number" ? String(value) : value),
      z
        .string("is required")
        .trim()
        .min(1, "is required")
        .regex(/^\d{1,12}$/, "must be digits"),
    )
    .meta({ placeholder: "20558" }),
  baseUrl: webAddress({ required: true }).default("https://callme.sipiko.net/"),
  recordingsUrl: webAddress({ required: false })
    .default("")
    .meta({ placeholder: "https://records.example/" }),
  statisticsUrl: webAddress({ required: false })
    .default("")
    .meta({ placeholder: "https://statistics.example/" }),
  timeZone: z
    .string()
    .trim()
    .refine(isTimeZone, "must be a time zone like Europe/Kyiv")
    .default("Europe/Kyiv"),
  routing: z.enum(["rand", "inline", "all"]).default("rand"),
  country: countrySetting("UA"),
});

export type Settings = z.infer<typeof settings>;
