/** The one list of providers. */
import type { ProviderAdapter } from "./contract";
import { callKeeper } from "./callkeeper/adapter";
import { evrotel } from "./evrotel/adapter";
import { phonet } from "./phonet/adapter";
import { prostieZvonki } from "./prostie-zvonki/adapter";

// An adapter's settings and link are its own affair: the list only promises the contract.
export const adapters = [
  prostieZvonki,
  phonet,
  evrotel,
  callKeeper,
] as unknown as readonly ProviderAdapter[];

/** @throws when no provider has this id, e.g. after one was removed from the program */
export function adapterFor(id: string): ProviderAdapter {
  const adapter = adapters.find((one) => one.id === id);
  if (!adapter) throw new Error(`unknown provider "${id}"`);
  return adapter;
}
