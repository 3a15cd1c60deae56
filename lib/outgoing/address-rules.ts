/**
 * Which addresses our server may connect to. An IPv4 address hides in several IPv6 spellings; each rule
 * for IPv4 holds for all of them.
 */
import { BlockList, isIP } from "node:net";
import { parseNetwork, type Network } from "#lib/base/networks";

/** `closed`: only with the operator's permission. `never`: not even with it. */
export type Verdict = "open" | "closed" | "never";

/** Link-local with the clouds' metadata services, multicast, and addresses that mean "here" or "everybody". */
const never = [
  "0.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // Metadata and control services outside link-local: Alibaba, Oracle, Azure.
  "100.100.100.200/32",
  "192.0.0.192/32",
  "168.63.129.16/32",
  "::/128",
  "fe80::/10",
  "ff00::/8",
  // Metadata of Amazon and Google over IPv6.
  "fd00:ec2::254/128",
  "fd20:ce::254/128",
];

/** This machine, and networks that are not the internet's. */
const local = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  // `::1`, and the abandoned way to write IPv4 in IPv6.
  "::/96",
  "64:ff9b:1::/48",
  "fc00::/7",
  "fec0::/10",
];

/** Prefixes of 96 bits that an IPv4 address may follow; BlockList itself knows `::ffff:a.b.c.d`. */
const carriers = ["::", "::ffff:0:", "64:ff9b::", "64:ff9b:1::"];

/** A list for `verdictOn`: networks of IPv4 are in it in their IPv6 spellings too. */
export function listOf(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix, family } of networks) {
    list.addSubnet(address, prefix, family);
    if (family === "ipv6") continue;
    // `::/104` would be more than the IPv4 network 0.0.0.0/8: `::1` is in it.
    const usable = address === "0.0.0.0" ? carriers.slice(1) : carriers;
    for (const carrier of usable) list.addSubnet(carrier + address, 96 + prefix, "ipv6");
    list.addSubnet(sixToFour(address), 16 + prefix, "ipv6");
  }
  return list;
}

/** The first address of the network that 6to4 gives to an IPv4 address. */
function sixToFour(address: string): string {
  const digits = Buffer.from(address.split(".").map(Number)).toString("hex");
  return `2002:${digits.slice(0, 4)}:${digits.slice(4)}::`;
}

const listed = (texts: readonly string[]) => listOf(texts.map((text) => parseNetwork(text)!));
const neverReached = listed(never);
const localNetworks = listed(local);

/**
 * @param address as a resolver or an URL has it; a zone (`%eth0`) changes nothing
 * @param allowed what the operator permits
 */
export function verdictOn(address: string, allowed: BlockList): Verdict {
  const plain = withoutZone(address);
  const version = isIP(plain);
  if (version === 0) return "never";
  const family = version === 6 ? "ipv6" : "ipv4";
  if (neverReached.check(plain, family)) return "never";
  return localNetworks.check(plain, family) && !allowed.check(plain, family) ? "closed" : "open";
}

/** How an operator permits one address: `192.168.1.10/32`. */
export function entryFor(address: string): string {
  const plain = withoutZone(address);
  return `${plain}/${isIP(plain) === 6 ? 128 : 32}`;
}

function withoutZone(address: string): string {
  return address.split("%", 1)[0]!;
}
