/** What an administrator fills in, and the addresses that follow from it. */
import { z } from "zod";
import { addressSetting, countrySetting, recordingsSetting } from "../kit/settings";
/** The PBX's host name; people paste addresses, so what surrounds it is taken off. */
const domain = z
  .string()
  .trim()
  .min(1, "is required")
  .max(253)
  .transform((text) => text.replace(/^[a-z]+:\/\//i, "").split("/", 1)[0]!)
  .transform((text) => text.toLowerCase())
  .refine(
    (text) => /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/.test(text),
    "must be a host name like company.phonet.com.ua",
  );

/** Empty: `https://` and the domain. */
const baseUrl = addressSetting({
  schemes: ["http", "https"],
  like: "https://pbx.example",
  optional: true,
  text: ({ origin, pathname }) => `${origin}${pathname.replace(/(?<!\/)\/+$/, "")}`,
}).default("");

export const settings = z.object({
  domain: domain.meta({ address: true, placeholder: "company.phonet.com.ua" }),
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

type Place = Pick<Settings, "domain" | "baseUrl">;

/** Where the REST requests go, without a slash at its end. */
export function restBase({ domain, baseUrl }: Place): string {
  return baseUrl || `https://${domain}`;
}

/** The address of one person's subscription. It holds the key: never log what this returns. */
export function subscriptionUrl(settings: Place & Pick<Settings, "apiKey">, subscriber: string) {
  const { domain, apiKey } = settings;
  const query = new URLSearchParams({ domain, apiKey, subscriber });
  return `${restBase(settings).replace(/^http/, "ws")}/live/connector/v3/easy?${query}`;
}
