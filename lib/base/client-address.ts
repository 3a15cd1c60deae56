/**
 * Who a client is: the address of its socket; behind the operator's own proxies, the address they saw. The door
 * asks once a request and hands the answer on under a header of its own. Nothing else reads what proxies write.
 */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.process>;
/** An address and how many of its first bits count. */
type Network = [Address, number];

/** What a client sends under this name never gets past the door. */
const header = "x-client-address";
/** The client whose address nobody knows: its socket was closed before its request was read. */
export const unknownClient = "unknown";

/**
 * @param trustedProxies addresses and CIDR blocks, as `parseNetwork` reads them
 * @param onStranger called with the address of what looks like a proxy of ours that is not listed
 * @returns finds the client of a request: the last hop that is not a trusted proxy, in its shortest spelling,
 * IPv4 also where it came as IPv6
 */
export function createClientFinder(
  trustedProxies: readonly string[],
  onStranger: (proxy: string) => void = () => undefined,
): (request: Pick<IncomingMessage, "headers" | "socket">) => string {
  const networks = trustedProxies.map(toNetwork);
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && networks.some((network) => contains(network, ipaddr.process(address)));

  return ({ headers, socket }) => {
    let client = canonical(socket.remoteAddress ?? "") ?? unknownClient;
    const forwarded = headers["x-forwarded-for"];
    if (forwarded !== undefined && !isTrusted(client) && isNear(client)) onStranger(client);
    const hops = String(forwarded ?? "").split(",");
    for (const hop of hops.reverse()) {
      const address = canonical(hop.trim());
      // What stands before a hop that is not ours was written by whoever sent it.
      if (!address || !isTrusted(client)) break;
      client = address;
    }
    return client;
  };
}

const proxyHeader = "x-unlisted-proxy";

/** Says which proxy near this machine is not trusted, for whoever looks for the reason; null: there is none. */
export function nameUnlistedProxy(headers: IncomingHttpHeaders, proxy: string | null): void {
  if (proxy === null) Reflect.deleteProperty(headers, proxyHeader);
  else headers[proxyHeader] = proxy;
}

/** @param headers by their names in lower case */
export function unlistedProxyOf(headers: Record<string, unknown> | undefined): string | null {
  const proxy = headers?.[proxyHeader];
  return typeof proxy === "string" ? proxy : null;
}

/** Replaces whatever a request says about its client by what the door knows. */
export function nameClient(headers: IncomingHttpHeaders, address: string): void {
  Reflect.deleteProperty(headers, "x-forwarded-for");
  headers[header] = address;
}

/** The client's address as the door has named it. @param headers by their names in lower case */
export function clientOf(headers: Record<string, unknown> | undefined): string {
  const address = headers?.[header];
  return typeof address === "string" ? address : unknownClient;
}

/** What limits count by: an IPv4 address, or the /64 of an IPv6 address, all of which is one client's. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()}/64`;
}

function toNetwork(text: string): Network {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function contains([network, bits]: Network, address: Address): boolean {
  if (address.kind() !== network.kind()) return false;
  return address.match([network, bits] as [ipaddr.IPv4, number] & [ipaddr.IPv6, number]);
}

/** On this machine or in its own network, where a proxy in front would be. */
function isNear(address: string): boolean {
  const near = ["loopback", "private", "uniqueLocal", "linkLocal"];
  return isIP(address) !== 0 && near.includes(ipaddr.process(address).range());
}

function canonical(text: string): string | null {
  const [address = ""] = text.split("%");
  return isIP(address) === 0 ? null : ipaddr.process(address).toString();
}
