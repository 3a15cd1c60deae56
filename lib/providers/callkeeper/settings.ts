import { z } from "zod";
import { countrySetting } from "../country-setting";
import { recordingsSetting } from "../recording-places";
import { mail } from "./mail";

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** This machine: plain http and any port are allowed there, for tests and simulators. */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname);
}

/** Labels and dots with a name at the end: no scheme, path, port, user or IP address. */
const hostName =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** `api.example.ru`; of this machine alone with a port. Other alphabets become their `xn--` form. */
const host = z
  .string()
  .trim()
  .min(1, "is required")
  .transform((text, ctx) => {
    const plain = !/[\s/\\?#@%]/.test(text) && URL.canParse(`http://${text}`);
    const url = plain ? new URL(`http://${text}`) : null;
    if (url && isLoopback(url.hostname)) return url.host;
    if (url && hostName.test(url.hostname) && !text.includes(":")) return url.hostname;
    ctx.addIssue({ code: "custom", message: "must be a host name alone, like api.callkeeper.ru" });
    return z.NEVER;
  });

function webAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || url.hash) return null;
  if (url.protocol === "http:") return isLoopback(url.hostname) ? url : null;
  return url.protocol === "https:" ? url : null;
}

const httpsOnly = "must be an address that begins with https://";

const apiUrl = z
  .string()
  .trim()
  .transform((text, ctx) => {
    const url = webAddress(text);
    if (url && !url.search) return url.href.replace(/\/*$/, "/");
    ctx.addIssue({ code: "custom", message: httpsOnly });
    return z.NEVER;
  })
  .default("https://api.callkeeper.ru/");

const widgetScript = z
  .string()
  .trim()
  .max(2_000, "must have at most 2000 characters")
  .refine((text) => text === "" || webAddress(text) !== null, httpsOnly)
  .default("");

/** Spoken to whoever takes the call. */
const spoken = z.string().trim().max(200, "must have at most 200 characters").default("");

export const settings = z.object({
  host: host.meta({ placeholder: "api.callkeeper.ru" }),
  apiUrl,
  apiKey: z
    .string()
    .trim()
    .max(200, "must have at most 200 characters")
    .default("")
    .meta({ secret: true }),
  widgetScript: widgetScript.meta({ placeholder: "https://" }),
  manager: z
    .string()
    .trim()
    .refine(
      (text) => text === "" || /^\+?\d[\d ()-]{6,23}$/.test(text),
      "must be a telephone number with its country code, like 79161234567",
    )
    .default(""),
  partner: z
    .string()
    .trim()
    .max(100, "must have at most 100 characters")
    .regex(/^[А-Яа-яЁё ]*$/, "may have Russian letters and blanks only")
    .default(""),
  mail,
  param1: spoken,
  param2: spoken,
  country: countrySetting("RU"),
  recordingsUrl: recordingsSetting.meta({ placeholder: "https://records.example/" }),
});

export type Settings = z.infer<typeof settings>;
