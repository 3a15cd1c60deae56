/**
 * Which requests come from a browser on this very machine. The door says so to the pages by a header
 * of our own, because a page does not see the socket; what a client sends under that name is dropped.
 */
import type { IncomingMessage } from "node:http";
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
