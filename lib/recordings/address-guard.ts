/**
 * Keeps requests for recordings off this machine and its cloud's own services: a name that somebody
 * else's DNS leads to loopback or link-local is not followed. An office's own networks are: many PBXs
 * stand there.
 */
import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

const closed = new BlockList();
closed.addSubnet("0.0.0.0", 8, "ipv4");
closed.addSubnet("127.0.0.0", 8, "ipv4");
closed.addSubnet("169.254.0.0", 16, "ipv4");
closed.addSubnet("224.0.0.0", 3, "ipv4");
closed.addAddress("::", "ipv6");
closed.addAddress("::1", "ipv6");
closed.addSubnet("fe80::", 10, "ipv6");
closed.addSubnet("ff00::", 8, "ipv6");

/** @param address an IP address; `::ffff:127.0.0.1` is the one it stands for */
export function isClosed(address: string): boolean {
  return closed.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** What `http.request` asks for addresses; says no where a name leads to a closed one. */
export const guardedLookup: LookupFunction = (hostname, options, done) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const first = addresses?.[0];
    if (error || !first) return done(error ?? notFound(hostname), "", 4);
    // This machine's own name can only be meant: a setting names it.
    const bad = hostname !== "localhost" && addresses.some((one) => isClosed(one.address));
    if (bad) return done(closedError(), "", 4);
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

function closedError(): NodeJS.ErrnoException {
  return Object.assign(new Error("the name leads to this machine"), { code: "ECLOSED" });
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no address of ${hostname}`), { code: "ENOTFOUND" });
}
