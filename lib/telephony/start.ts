/** Builds the telephony side: supervisor, dispatcher and the clean-up of calls that never ended. */
import { createHash } from "node:crypto";
import type { Logger as PinoLogger } from "pino";
import type { Config } from "#lib/config";
import { publishCall, publishConnection } from "#lib/realtime/publish";
import type { RealtimeServer } from "#lib/realtime/server";
import { closeLostCalls } from "./close-lost-calls";
import { createDispatcher } from "./dispatcher";
import { createSupervisor } from "./supervisor";
import { warmUp } from "./warm-up";

/** How often calls without an end are looked for, in ms. */
const sweepEvery = 10_000;

export function startTelephony(options: { config: Config; log: PinoLogger; io: RealtimeServer }) {
  const { config, log, io } = options;
  const publish = async (callId: string) => {
    await publishCall(io, callId);
  };
  const supervisor = createSupervisor({
    log,
    installation: createHash("sha256").update(config.secret).digest("hex"),
    publishCall: publish,
    publishConnection: (view) => publishConnection(io, view),
  });
  const dispatcher = createDispatcher({ supervisor, log, publishCall: publish });
  let sweeper: NodeJS.Timeout | undefined;

  async function sweep(): Promise<void> {
    try {
      for (const callId of await closeLostCalls()) await publish(callId);
    } catch (error) {
      log.error({ err: error }, "calls without an end could not be closed");
    }
  }

  return {
    supervisor,
    dispatcher,
    async open() {
      await warmUp();
      await supervisor.startAll();
      sweeper = setInterval(() => void sweep(), sweepEvery);
    },
    async close() {
      clearInterval(sweeper);
      await supervisor.stopAll();
    },
  };
}
