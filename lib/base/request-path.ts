/** Which address a request is for, handed on by the door under a header of its own: pages and actions can't see it. */
import type { IncomingHttpHeaders } from "node:http";

/** What a client sends under this name never gets past the door. */
const header = "x-request-path";

/** @param url as in the request's first line */
export function nameRequestPath(headers: IncomingHttpHeaders, url: string): void {
  headers[header] = encodeURI(url.split("?")[0]!.slice(0, 500));
}

/** @returns null where no door has said it, as in a test @param headers by their names in lower case */
export function requestPathOf(headers: Record<string, unknown>): string | null {
  const path = headers[header];
  return typeof path === "string" ? path : null;
}
