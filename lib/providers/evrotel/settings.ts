import { z } from "zod";
import { countrySetting, folderSetting, recordingsSetting, timeZoneSetting } from "../kit/settings";
export const settings = z.object({
  /** Rides in a header both ways. */
  token: z
    .string()
    .trim()
    .min(1, "is required")
    .max(200, "must have at most 200 characters")
    .regex(/^[\x21-\x7e]*$/, "must be Latin letters, digits and signs, without blanks")
    .meta({ secret: true, hookToken: true }),
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
  baseUrl: folderSetting().default("https://callme.sipiko.net/"),
  recordingsUrl: recordingsSetting.meta({ placeholder: "https://records.example/" }),
  statisticsUrl: folderSetting({ optional: true })
    .default("")
    .meta({ placeholder: "https://statistics.example/" }),
  timeZone: timeZoneSetting("Europe/Kyiv"),
  lineExtensions: z
    .string()
    .trim()
    .max(200, "must have at most 200 characters")
    .regex(/^[\d\s,;+]*$/, "must be extensions, with commas between them")
    .default("")
    .meta({ placeholder: "101, 102" }),
  routing: z.enum(["rand", "inline", "all"]).default("rand"),
  country: countrySetting("UA"),
});

export type Settings = z.infer<typeof settings>;
