/** The one list of providers: an adapter, and the simulator of the vendor's side. */
import { callKeeper } from "./callkeeper/adapter";
import type { ProviderAdapter } from "./contract";
import { evrotel } from "./evrotel/adapter";
import { generic } from "./generic/adapter";
import { phonet } from "./phonet/adapter";
import { prostieZvonki } from "./prostie-zvonki/adapter";
import type { StartSimulator } from "./simulator";

export interface Provider {
  adapter: ProviderAdapter;
  /** Loaded when it is started: only the demo, the command line and tests need it. */
  simulator(): Promise<{ startSimulator: StartSimulator }>;
}

export const providers: readonly Provider[] = [
  { adapter: prostieZvonki, simulator: () => import("./prostie-zvonki/simulator") },
  { adapter: phonet, simulator: () => import("./phonet/simulator") },
  { adapter: evrotel, simulator: () => import("./evrotel/simulator") },
  { adapter: callKeeper, simulator: () => import("./callkeeper/simulator") },
  { adapter: generic, simulator: () => import("./generic/simulator") },
];

export const adapters: readonly ProviderAdapter[] = providers.map(({ adapter }) => adapter);

/** @throws when no provider has this id, e.g. after one was removed from the program */
export function adapterFor(id: string): ProviderAdapter {
  const adapter = adapters.find((candidate) => candidate.id === id);
  if (!adapter) throw new Error(`unknown provider "${id}"`);
  return adapter;
}

/** @throws when no provider has this id */
export async function simulatorFor(id: string): Promise<StartSimulator> {
  const provider = providers.find(({ adapter }) => adapter.id === id);
  if (!provider) throw new Error(`unknown provider "${id}"`);
  return (await provider.simulator()).startSimulator;
}
