/**
 * Opens every socket that leaves this process for a provider: resolves the name, checks each address,
 * and connects to those very addresses, so that a name can't lead elsewhere between check and connection.
 */
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { connect as connectPlainly, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import type { ClosedCode } from "#lib/providers/kit/failures";
import { entryFor, verdictOn } from "./address-rules";
import type { Permissions } from "./permissions";

export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** The operator has not permitted the address, or nobody can. Its message holds no URL. */
export class ClosedAddressError extends Error {
  override readonly name = "ClosedAddressError";
  constructor(
    readonly code: ClosedCode,
    message: string,
    /** What TINYCRM_ALLOWED_NETWORKS has to name; empty where nothing helps. */
    readonly entries: readonly string[] = [],
  ) {
    super(message);
  }
}

const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });
/** For a name's addresses, in ms. */
const resolvePatience = 10_000;

/**
 * The addresses of a host, all of which may be connected to.
 * @param host a name or an address, without brackets
 * @throws {ClosedAddressError} when one of them is closed
 */
export async function openAddresses(
  { host, port }: { host: string; port: number },
  { networks, hosts }: Permissions,
  resolve: Resolve = systemResolve,
): Promise<LookupAddress[]> {
  const version = isIP(host);
  const found = version === 0 ? await inTime(resolve(host)) : [{ address: host, family: version }];
  if (found.length === 0) throw coded("ENOTFOUND", "the name has no address");
  const verdicts = found.map(({ address }) => ({ address, verdict: verdictOn(address, networks) }));
  const forbidden = verdicts.find(({ verdict }) => verdict === "never");
  if (forbidden) throw neverOpen(forbidden.address);
  const closed = verdicts.filter(({ verdict }) => verdict === "closed");
  const permitted = hosts.has(host) || hosts.has(`${host}:${port}`);
  if (closed.length > 0 && !permitted) throw notAllowed(closed.map(({ address }) => address));
  return found;
}

/** @param resolve for tests of what a name leads to @default the system's */
export function createDial(permissions: Permissions, resolve?: Resolve) {
  return async function dial(
    target: { host: string; port: number; timeout?: number },
    secure: boolean,
  ): Promise<Socket> {
    const { host, port, timeout } = target;
    const addresses = await openAddresses(target, permissions, resolve);
    const options = { host, port, timeout, lookup: pinned(addresses) };
    if (!secure) return connectPlainly(options);
    // An address is no server name (RFC 6066).
    return connectSecurely({ ...options, servername: isIP(host) ? "" : host });
  };
}

/** Answers with the addresses that were checked, whatever the name leads to by now. */
function pinned(addresses: LookupAddress[]): LookupFunction {
  const [first] = addresses;
  return (_hostname, options, done) => {
    if (options.all) done(null, addresses);
    else done(null, first!.address, first!.family);
  };
}

function notAllowed(addresses: string[]): ClosedAddressError {
  const entries = addresses.slice(0, 4).map(entryFor);
  const setting = `TINYCRM_ALLOWED_NETWORKS=${entries.join(",")}`;
  return new ClosedAddressError(
    "closed-address",
    `tinyCRM goes to local addresses only where its operator allows it; start it with ${setting} (after a comma where this names others already)`,
    entries,
  );
}

function neverOpen(address: string): ClosedAddressError {
  const words = `${address} is never connected to: it is link-local, multicast, a cloud's metadata service or no address of a host`;
  return new ClosedAddressError("forbidden-address", words);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(coded("EAI_AGAIN", "no answer in time")), resolvePatience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function coded(code: string, message: string): Error & { code: string } {
  return Object.assign(new Error(message), { code });
}
