/** Where a connection's recordings may be fetched: nothing that a provider tells can send our server anywhere else. */
import { z } from "zod";

/**
 * The setting for recordings that lie elsewhere than an adapter expects: an http(s) address of a
 * folder, ending in a slash; "" when they do not.
 */
export const recordingsSetting = z
  .string()
  .trim()
  .max(500, "must have at most 500 characters")
  .transform((text, ctx) => {
    if (text === "") return "";
    const url = URL.canParse(text) ? new URL(text) : null;
    const plain = url?.hostname && /^https?:$/.test(url.protocol) && !url.search && !url.hash;
    if (!plain || url.username || url.password) {
      ctx.addIssue({ code: "custom", message: "must be an address like https://host.example/" });
      return z.NEVER;
    }
    return url.href.replace(/\/*$/, "/");
  })
  .default("");

/**
 * Whether an address lies within one of these folders: the same scheme, host, port and beginning of
 * the path. `URL` has resolved any `..` by then.
 *
 * @param places addresses; empty ones hold nothing
 */
export function isWithin(url: URL, places: readonly string[]): boolean {
  return places.some((place) => {
    if (!URL.canParse(place)) return false;
    const { origin, pathname } = new URL(place);
    return url.origin === origin && url.pathname.startsWith(pathname.replace(/\/*$/, "/"));
  });
}
