import { z } from "zod";
import { countrySetting, recordingsSetting } from "../kit/settings";
import { mail } from "./mail";

/** Scheme, `*.` for whatever stands before, name, port; a slash at the end is a habit. */
const written = /^(https?:\/\/)?(\*\.)?([^/?#@:*]{1,253})(:\d{1,5})?\/?$/i;
/** What a policy can name: neither IPv6 addresses nor other alphabets, which become their `xn--` form. */
const nameable = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;

/** Sites that may frame the lead form: names as people write them, kept as a policy's sources. */
const formSites = z
  .string()
  .trim()
  .max(2_000, "must have at most 2000 characters")
  .transform((text, ctx) => {
    const sites = text.split(/[\s,;]+/).filter((site) => site !== "");
    const sources = sites.map(sourceOf);
    const wrong = sources.indexOf(null);
    if (wrong < 0) return [...new Set(sources)].join(" ");
    ctx.addIssue({
      code: "custom",
      message: `"${sites[wrong]}" is not a site like www.example.ru or *.example.ru`,
    });
    return z.NEVER;
  })
  .default("");

function sourceOf(site: string): string | null {
  const [whole, scheme = "", wildcard = "", name = "", port = ""] = written.exec(site) ?? [];
  if (!whole || !URL.canParse(`http://${name}${port}`)) return null;
  const { hostname } = new URL(`http://${name}`);
  // Everybody who has a name in a country is no list.
  if (!nameable.test(hostname) || (wildcard && !hostname.includes("."))) return null;
  return `${scheme.toLowerCase()}${wildcard}${hostname}${port}`;
}

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
    if (url && !url.search) return url.href.replace(/(?<!\/)\/*$/, "/");
    ctx.addIssue({ code: "custom", message: httpsOnly });
    return z.NEVER;
  })
  .default("https://api.callkeeper.ru/");

/** Where at the host orders go. A visitor's browser names it too, and must name the same. */
const orderPath = z
  .string()
  .trim()
  .max(200, "must have at most 200 characters")
  .regex(/^\/(?!\/)[\w./~%-]*$/, "must be a path, like /order")
  .default("/order");

const widgetScript = z
  .string()
  .trim()
  .max(2_000, "must have at most 2000 characters")
  .refine((text) => text === "" || webAddress(text) !== null, httpsOnly)
  .default("");

/** Spoken to the manager who takes the call. */
const spoken = z.string().trim().max(200, "must have at most 200 characters").default("");

export const settings = z.object({
  host: host.meta({ address: true, placeholder: "api.callkeeper.ru" }),
  orderPath,
  apiUrl: apiUrl.meta({ address: true }),
  apiKey: z
    .string()
    .trim()
    .max(200, "must have at most 200 characters")
    .default("")
    .meta({ secret: true }),
  widgetScript: widgetScript.meta({ placeholder: "https://" }),
  formSites: formSites.meta({ placeholder: "www.example.ru, *.example.ru" }),
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
