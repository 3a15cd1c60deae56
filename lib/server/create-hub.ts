/** Wires the live side of the process together and offers it to Next as plain functions. */
import { callForPublishing } from "#lib/calls/queries";
import type { Simulators } from "#lib/demo/simulators";
import { adapterFor } from "#lib/providers/registry";
import { validateSettings } from "#lib/connections/settings";
import { endSockets, publishCall } from "#lib/realtime/publish";
import type { RealtimeServer } from "#lib/realtime/server";
import type { createDispatcher } from "#lib/telephony/dispatcher";
import type { Supervisor } from "#lib/telephony/supervisor";
import { log } from "#lib/log";
import type { CommandResult, Hub } from "./hub";

export function createHub(parts: {
  io: RealtimeServer;
  supervisor: Supervisor;
  dispatcher: ReturnType<typeof createDispatcher>;
  simulators: Simulators;
}): Hub {
  const { io, supervisor, dispatcher, simulators } = parts;
  return {
    connections: () => supervisor.views(),
    applyConnection: (connectionId) => supervisor.apply(connectionId),
    checkConnection,
    async placeCall(request) {
      const placed = await dispatcher.placeCall(request);
      if (!placed.ok) return placed;
      const call = await callForPublishing(placed.callId);
      return { ok: true, call: call!.view };
    },
    transferCall: (request) => dispatcher.transferCall(request),
    ringMe: (request) => simulators.ring(request),
    async publishCall(callId) {
      await publishCall(io, callId);
    },
    async endSockets(who) {
      endSockets(io, who);
    },
  };
}

async function checkConnection(
  provider: string,
  input: unknown,
): Promise<CommandResult<{ detail: string }>> {
  const adapter = adapterFor(provider);
  const settings = validateSettings(provider, input);
  if (!settings.ok) return { ok: false, code: "invalid", message: "Some fields are wrong" };
  if (!adapter.check) return { ok: false, code: "cannot", message: "This provider has no test" };
  try {
    const { detail } = await adapter.check({
      settings: settings.value,
      log: log(),
      fetch,
      now: () => new Date(),
      signal: AbortSignal.timeout(10_000),
    });
    return { ok: true, detail };
  } catch (error) {
    const known = error instanceof Error && error.name === "ProviderError" && "code" in error;
    return {
      ok: false,
      code: known ? String(error.code) : "failed",
      message: known ? error.message : "The provider did not answer in time",
      provider,
    };
  }
}
