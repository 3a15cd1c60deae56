/** A connection as people see it: its row, and how its link stands. */
import { can } from "#lib/connections/can";
import type { ConnectionAbility, ConnectionView } from "#lib/connections/connection-view";
import type { ConnectionModel } from "#lib/db/generated/sqlite/models";
import type { ProviderAdapter } from "#lib/providers/contract";
import { adapters } from "#lib/providers/registry";
import type { KnownLink } from "./link-status";
import type { Runtime } from "./runtime";

export function viewConnection(
  row: ConnectionModel,
  { status, runtime }: { status?: KnownLink; runtime?: Runtime },
): ConnectionView {
  return {
    slug: row.slug,
    name: row.name,
    provider: row.provider,
    simulator: row.simulator,
    state: row.enabled ? (status?.state ?? "connecting") : "off",
    detail: (row.enabled && status?.detail) || null,
    code: (row.enabled && status?.code) || null,
    retryAt: (row.enabled && status?.retryAt) || null,
    since: status?.since ?? row.updatedAt.toISOString(),
    awaySince: (row.enabled && status?.awaySince) || null,
    abilities: abilitiesOf(row.provider, runtime),
  };
}

/** A method that exists is the ability. */
const methods: Record<ConnectionAbility, readonly (keyof ProviderAdapter)[]> = {
  calls: ["placeCall", "placeCallInPage"],
  hangUp: ["hangUp"],
  transfer: ["transfer"],
  sms: ["sendSms"],
  history: ["backfill"],
  directory: ["directory"],
  campaigns: ["startCampaign", "dialWithSound"],
  leads: ["orderCallback"],
};

/**
 * What people can do through a connection, or through its provider's others while it does not run; nothing
 * when the provider has left the program.
 */
function abilitiesOf(provider: string, runtime: Runtime | undefined): ConnectionAbility[] {
  const adapter = adapters.find(({ id }) => id === provider);
  const has = (method: keyof ProviderAdapter) =>
    runtime ? can(runtime, method) : adapter?.[method] !== undefined;
  return (Object.keys(methods) as ConnectionAbility[]).filter((ability) =>
    methods[ability].some(has),
  );
}
