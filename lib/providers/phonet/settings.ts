import { z } from "zod";
import { countrySetting } from "../country-setting";
import { recordingsSetting } from "../recording-places";

/** The PBX's host name; people paste addresses, so what surrounds it is taken off. */
const domain = z
  .string()
  .trim()
  .min(1, "is required")
  .max(253)
  .transform((text) => text.replace(/^[a-z]+:\/\//i, "").replace(/\/.*$/, ""))
  .transform((text) => text.toLowerCase())
  .refine(
    (text) => /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/.test(text),
    "must be a host name like company.phonet.com.ua",
  );

/** Empty: `https://` and the domain. */
const baseUrl = z
  .string()
  .trim()
  .default("")
  .transform((text, ctx) => {
    if (text === "") return "";
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url?.hostname || !/^https?:$/.test(url.protocol)) {
      ctx.addIssue({ code: "custom", message: "must be an address like https://pbx.example" });
      return z.NEVER;
    }
    if (url.search || url.hash || url.username || url.password) {
      ctx.addIssue({ code: "custom", message: "must not hold a password or parameters" });
      return z.NEVER;
    }
    return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  });

export const settings = z.object({
  domain: domain.meta({ placeholder: "company.phonet.com.ua" }),
  apiKey: z
    .string()
    .trim()
    .min(1, "is required")
    .max(256, "must have at most 256 characters")
    .regex(/^[\x21-\x7e]*$/, "must be Latin letters, digits and signs without blanks")
    .meta({ secret: true }),
  baseUrl: baseUrl.meta({ placeholder: "https://company.phonet.com.ua" }),
  country: countrySetting("UA"),
  recordingsUrl: recordingsSetting.meta({ placeholder: "https://records.example/" }),
});

export type Settings = z.infer<typeof settings>;
