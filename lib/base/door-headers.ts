/**
 * What the door says to pages and actions by headers of our own, because they see neither the socket nor the address
 * they are asked for: whether a browser on this very machine asks, for what, and which scripts may run. What a client
 * sends under these names is dropped.
 */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

export const localClientHeader = "x-tinycrm-local-client";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Proxies name the client in one of these: then the socket's address is the proxy's. */
const forwarding = /^(?:x-forwarded-.*|forwarded|via|x-real-ip|.*-(?:client|connecting)-ip)$/;

/** Call before headers are dropped: it looks at those of proxies too. */
export function markLocalClient(request: IncomingMessage, publicUrl: string | null): void {
  Reflect.deleteProperty(request.headers, localClientHeader);
  if (isLocal(request, publicUrl)) request.headers[localClientHeader] = "1";
}

function isLocal({ socket, headers }: IncomingMessage, publicUrl: string | null): boolean {
  // Behind a public address a proxy stands in front, whatever headers it adds.
  if (publicUrl && !isLocalName(new URL(publicUrl).host)) return false;
  return (
    isLoopback(socket.remoteAddress ?? "") &&
    isLocalName(headers.host ?? "") &&
    !Object.keys(headers).some((name) => forwarding.test(name))
  );
}

/** A page elsewhere whose name is made to lead here comes with that name. */
function isLocalName(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, "");
  return name === "localhost" || isLoopback(name);
}

function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** By this the scripts that a page brings in its text may run. */
export const nonceHeader = "x-nonce";

const pathHeader = "x-request-path";

/** @param url as in the request's first line */
export function nameRequestPath(headers: IncomingHttpHeaders, url: string): void {
  headers[pathHeader] = encodeURI(url.split("?")[0]!.slice(0, 500));
}

/** @returns null where no door has said it, as in a test @param headers by their names in lower case */
export function requestPathOf(headers: Record<string, unknown>): string | null {
  const path = headers[pathHeader];
  return typeof path === "string" ? path : null;
}
