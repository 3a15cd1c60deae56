/** Wires the telephony side together: supervisor, commands, campaigns, and who is to know of changes. */
import type { Logger as PinoLogger } from "pino";
import { warnOfClosedAddresses } from "#lib/connections/addresses";
import { createCampaignRunner } from "#lib/campaigns/runner";
import { createChangeQueue } from "#lib/realtime/publisher";
import type { Realtime } from "#lib/realtime/server";
import type { Audience } from "#lib/telephony/audience";
import { closeLostCalls } from "#lib/telephony/close-lost-calls";
import { createDispatcher } from "#lib/telephony/dispatcher";
import { createHealth } from "#lib/telephony/health";
import { createIngest } from "#lib/telephony/ingest";
import { createHistoryReader } from "#lib/telephony/read-history";
import { createCallRouter } from "#lib/telephony/route-calls";
import { createSmsSender } from "#lib/telephony/send-sms";
import { createSupervisor } from "#lib/telephony/supervisor";
import { warmUp } from "#lib/telephony/warm-up";

/** How often calls without an end are looked for, in ms. */
const sweepEvery = 10_000;

export type Telephony = ReturnType<typeof startTelephony>;

export function startTelephony(options: {
  /** By which providers know this installation. */
  installation: string;
  log: PinoLogger;
  realtime: Pick<Realtime, "publisher">;
}) {
  const { installation, log } = options;
  const { publisher } = options.realtime;
  const health = createHealth();
  const changes = createChangeQueue(publisher, log);
  const audience: Audience = {
    calls(calls) {
      publisher.calls(calls);
      changes.callbacks(calls.flatMap(({ callbackIds }) => callbackIds ?? []));
    },
    others({ sms, people, asking }) {
      router.route(asking);
      changes.sms(sms);
      changes.people(people);
    },
    ring: health.ringPushed,
  };
  const ingest = createIngest({ log, audience });
  const history = createHistoryReader(ingest);
  const supervisor = createSupervisor({
    log,
    history,
    installation,
    ingest,
    publishConnection(view, connectionId) {
      health.stateReported(connectionId, view);
      publisher.connection(view);
    },
  });
  const router = createCallRouter({ runtimes: supervisor, log, audience });
  const dispatcher = createDispatcher({ runtimes: supervisor, audience });
  const sendSms = createSmsSender({ runtimes: supervisor, publishSms: changes.sms });
  const campaigns = createCampaignRunner({ lineOf: supervisor.runtime, log });
  let sweeper: NodeJS.Timeout | undefined;

  async function sweep(): Promise<void> {
    try {
      audience.calls(await closeLostCalls());
    } catch (error) {
      log.error({ err: error }, "calls without an end could not be closed");
    }
  }

  return {
    supervisor,
    dispatcher,
    sendSms,
    ingest,
    history,
    health,
    async open() {
      await warmUp();
      await supervisor.startAll();
      // Names are looked up for it, and nothing waits for that.
      void warnOfClosedAddresses(log).catch((error: unknown) =>
        log.error({ err: error }, "the connections' addresses could not be looked through"),
      );
      sweeper = setInterval(() => void sweep(), sweepEvery);
      campaigns.start();
    },
    async close() {
      clearInterval(sweeper);
      await campaigns.stop();
      supervisor.stopAll();
      await campaigns.idle();
      await ingest.close();
      await router.idle();
      await changes.idle();
    },
  };
}
