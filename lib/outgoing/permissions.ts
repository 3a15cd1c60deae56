/**
 * Where our server may go beyond the open internet, by the operator's word alone: networks of the
 * environment and of the provisioning file, hosts of the connections that this file declares, and the
 * simulators in this process.
 */
import type { BlockList } from "node:net";
import { config } from "#lib/base/config";
import type { Network } from "#lib/base/networks";
import { sharedSlot } from "#lib/base/process-slot";
import { listOf } from "./address-rules";

export interface Permissions {
  networks: BlockList;
  /** `pbx.lan` with all its ports, or `127.0.0.1:10150`; IPv6 addresses without brackets. */
  hosts: ReadonlySet<string>;
}

export interface Granted {
  networks: readonly Network[];
  /** Hosts by the slug of the connection that alone may go there. */
  declared: ReadonlyMap<string, readonly string[]>;
  /** By the connection's id. */
  simulators: ReadonlyMap<string, readonly string[]>;
}

export const grantedSlot = sharedSlot<Granted>("outgoing-permissions");

const nothing: Granted = { networks: [], declared: new Map(), simulators: new Map() };
const granted = () => grantedSlot.peek() ?? nothing;

/** What the provisioning file permits; replaces what it permitted before. */
export function grantByFile(file: {
  networks: readonly Network[];
  connections: readonly { slug: string; addresses: readonly URL[] }[];
}): void {
  const declared = file.connections.map(({ slug, addresses }) => [slug, addresses.map(hostOf)]);
  grantedSlot.set({
    ...granted(),
    networks: file.networks,
    declared: new Map(declared as [string, string[]][]),
  });
}

/** A simulator's connection may go to the simulator, to its port alone; `[]` ends that. */
export function grantSimulator(connectionId: string, addresses: readonly URL[]): void {
  const simulators = new Map(granted().simulators).set(connectionId, addresses.map(hostAndPort));
  grantedSlot.set({ ...granted(), simulators });
}

/** @param connection whose hosts are permitted too; a connection that is not saved has none */
export function permissionsOf(connection: { id?: string; slug?: string } = {}): Permissions {
  const { networks, declared, simulators } = granted();
  const { id = "", slug = "" } = connection;
  return {
    networks: listOf([...config().allowedNetworks, ...networks]),
    hosts: new Set([...(declared.get(slug) ?? []), ...(simulators.get(id) ?? [])]),
  };
}

/** Permits one address of the operator's own, e.g. the one this program is reached at. */
export function permissionsFor(address: URL): Permissions {
  return { networks: listOf([]), hosts: new Set([hostAndPort(address)]) };
}

/** What connections may reach, and one host more that the environment names: a mail server, an identity provider. */
export function permissionsWith(host: string, port: number): Permissions {
  return { networks: permissionsOf().networks, hosts: new Set([`${host}:${port}`]) };
}

/** Without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** Also where the scheme's own port goes without saying. */
export function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  return protocol === "https:" || protocol === "wss:" ? 443 : 80;
}

function hostAndPort(address: URL): string {
  return `${hostOf(address)}:${portOf(address)}`;
}
