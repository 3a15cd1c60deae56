import type { ProviderAdapter } from "#lib/providers/contract";
import { adapters } from "#lib/providers/registry";
import type { ConnectionAbility } from "#lib/realtime/events";

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

/** What people can do through a provider's connections; nothing when it has left the program. */
export function abilitiesOf(provider: string): ConnectionAbility[] {
  const adapter = adapters.find(({ id }) => id === provider);
  const can = (ability: ConnectionAbility) => methods[ability].some((method) => adapter?.[method]);
  return (Object.keys(methods) as ConnectionAbility[]).filter(can);
}
