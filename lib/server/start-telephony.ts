/** Wires the telephony side together: supervisor, commands, campaigns, and who is to know of changes. */
import { currentMs } from "#lib/base/clock";
import type { Logger as PinoLogger } from "pino";
import { warnOfClosedAddresses } from "#lib/connections/addresses";
import { second } from "#lib/base/duration";
import type { PublishedCall } from "#lib/calls/stored-call";
import { createCampaignRunner } from "#lib/campaigns/runner";
import type { Copies } from "#lib/copies/copies";
import { choresLease } from "#lib/copies/chores";
import { callsStarted, pushes } from "#lib/metrics/instruments";
import { createMissedCallPush } from "#lib/push/missed-calls";
import { createPushSender } from "#lib/push/send-push";
import { createChangeQueue } from "#lib/realtime/publisher";
import type { Realtime } from "#lib/realtime/server";
import type { Audience } from "#lib/telephony/audience";
import { closeLostCalls } from "#lib/telephony/close-lost-calls";
import { createDispatcher } from "#lib/telephony/dispatcher";
import { createHealth } from "#lib/telephony/health";
import { createIngest } from "#lib/telephony/ingest";
import { createLinkCommands } from "#lib/telephony/link-commands";
import { createHistoryReader } from "#lib/telephony/read-history";
import { createCallRouter } from "#lib/telephony/route-calls";
import { createSmsSender } from "#lib/telephony/send-sms";
import { createSupervisor } from "#lib/telephony/supervisor";
import { warmUp } from "#lib/telephony/warm-up";

/** How often calls without an end are looked for, in ms. */
const lostCallsEvery = 10 * second;
/** How often messages are looked for that are stored and were never applied, in ms. */
const overdueEvery = second;

export type Telephony = ReturnType<typeof startTelephony>;

export function startTelephony(options: {
  /** By which providers know this installation. */
  installation: string;
  log: PinoLogger;
  copies: Copies;
  realtime: Pick<Realtime, "publisher" | "herePublisher" | "isConnected">;
}) {
  const { installation, log, copies } = options;
  const { publisher, herePublisher } = options.realtime;
  const health = createHealth();
  const changes = createChangeQueue(publisher, log);
  const { isConnected } = options.realtime;
  const missed = createMissedCallPush({ sender: createPushSender(log), isConnected, log });
  const audience: Audience = {
    calls(calls) {
      publisher.calls(calls);
      missed.calls(calls);
      for (const call of calls) notePushed(call);
      changes.callbacks(calls.flatMap(({ callbackIds }) => callbackIds ?? []));
    },
    others({ sms, people, asking }) {
      router.route(asking);
      changes.sms(sms);
      changes.people(people);
    },
    ring({ connectionId, slug, adapter }, receivedAt) {
      health.ringPushed(connectionId, receivedAt);
      const took = Math.max(0, currentMs() - receivedAt.getTime()) / second;
      pushes.observe({ connection: slug, provider: adapter.id }, took);
    },
  };

  function notePushed({ view, userIds }: PublishedCall): void {
    const { id: callId, version, connection, direction, replayed } = view;
    const provider = supervisor.runtimeOf(connection)?.adapter.id ?? "";
    if (version === 1) callsStarted.inc({ connection, provider, direction });
    // Whom it concerns; those who may see all calls get it too.
    const about = { callId, version, connection, people: userIds };
    if (replayed) log.debug(about, "call pushed");
    else log.info(about, "call pushed");
  }
  const ingest = createIngest({ log, audience });
  const history = createHistoryReader(ingest);
  const supervisor = createSupervisor({
    log,
    history,
    installation,
    copies,
    ingest,
    publishConnection(view, connectionId, isOurs) {
      health.stateReported(connectionId, view);
      (isOurs ? publisher : herePublisher).connection(view);
    },
  });
  const linkCommands = createLinkCommands({ copies, runtimes: supervisor });
  const router = createCallRouter({ runtimes: supervisor, linkCommands, log, audience });
  const dispatcher = createDispatcher({ runtimes: supervisor, linkCommands, audience });
  const sendSms = createSmsSender({
    runtimes: supervisor,
    linkCommands,
    publishSms: changes.sms,
  });
  const campaigns = createCampaignRunner({ lineOf: supervisor.runtime, log });
  const sweepers: NodeJS.Timeout[] = [];

  async function sweepCalls(): Promise<void> {
    if (!copies.leases.isHeld(choresLease)) return;
    try {
      for (;;) {
        const closed = await closeLostCalls();
        if (closed.length === 0) break;
        audience.calls(closed);
      }
    } catch (error) {
      log.error({ err: error }, "calls without an end could not be closed");
    }
  }

  async function sweepMessages(): Promise<void> {
    // A database that does not answer shows in the health; the next look comes in a moment.
    await ingest.sweep(supervisor.sources()).catch(() => undefined);
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
      sweepers.push(setInterval(() => void sweepCalls(), lostCallsEvery));
      sweepers.push(setInterval(() => void sweepMessages(), overdueEvery));
      campaigns.start();
    },
    async close() {
      for (const sweeper of sweepers) clearInterval(sweeper);
      await campaigns.stop();
      await supervisor.stopAll();
      await campaigns.idle();
      await ingest.close();
      await router.idle();
      await changes.idle();
      await missed.close();
    },
  };
}
