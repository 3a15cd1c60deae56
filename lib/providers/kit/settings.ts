/** Settings that several providers have. */
import { z } from "zod";

/**
 * The setting every provider has: it gives numbers without a country code their meaning.
 * @param usual the vendor's own country, ISO 3166 alpha-2
 */
export function countrySetting(usual: string) {
  return z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, `must be a country's two letters, like ${usual}`)
    .default(usual);
}

/**
 * A network address without user, password, parameters or fragment.
 * @param options.schemes without their colons
 * @param options.like an example, for whoever gave something else
 * @param options.optional "" stays ""
 * @param options.complete makes a whole address of what people write
 * @param options.text what the setting becomes; `given` is the text that `url` was made of
 */
export function addressSetting(options: {
  schemes: readonly string[];
  like: string;
  optional?: boolean;
  complete?(text: string): string;
  text(url: URL, given: string): string;
}) {
  const { schemes, like, complete = (text: string) => text } = options;
  return z
    .string()
    .trim()
    .max(500, "must have at most 500 characters")
    .meta({ address: true })
    .transform((text, ctx) => {
      const refuse = (message: string) => {
        ctx.addIssue({ code: "custom", message });
        return z.NEVER;
      };
      if (text === "") return options.optional ? "" : refuse("is required");
      const given = complete(text);
      const url = URL.canParse(given) ? new URL(given) : null;
      if (!url?.hostname || !schemes.includes(url.protocol.slice(0, -1))) {
        return refuse(`must be an address like ${like}`);
      }
      if (url.search || url.hash || url.username || url.password) {
        return refuse("must not hold a password or parameters");
      }
      return options.text(url, given);
    });
}

/** An http(s) address of a folder; ends in a slash. */
export function folderSetting(options: { optional?: boolean } = {}) {
  return addressSetting({
    schemes: ["http", "https"],
    like: "https://host.example/",
    optional: options.optional,
    text: (url) => url.href.replace(/(?<!\/)\/*$/, "/"),
  });
}

/** @param usual the vendor's own time zone, an IANA name */
export function timeZoneSetting(usual: string) {
  return z.string().trim().refine(isTimeZone, `must be a time zone like ${usual}`).default(usual);
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

/** The folder of recordings that lie elsewhere than the adapter expects them; "" when they do not. */
export const recordingsSetting = folderSetting({ optional: true }).default("");

/**
 * Whether an address lies within one of these folders: the same scheme, host, port and beginning of
 * the path. `URL` has resolved any `..` by then. Nothing that a provider sends can direct our server
 * anywhere else.
 *
 * @param places addresses; empty ones hold nothing
 */
export function isWithin(url: URL, places: readonly string[]): boolean {
  return places.some((place) => {
    if (!URL.canParse(place)) return false;
    const { origin, pathname } = new URL(place);
    return url.origin === origin && url.pathname.startsWith(pathname.replace(/(?<!\/)\/*$/, "/"));
  });
}
