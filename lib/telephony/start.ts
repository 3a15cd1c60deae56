/** Builds the telephony side: supervisor, dispatcher and the clean-up of calls that never ended. */
import { createHash } from "node:crypto";
import type { Logger as PinoLogger } from "pino";
import type { PublishedCall } from "#lib/calls/published-call";
import { createCampaignRunner } from "#lib/campaigns/runner";
import type { Config } from "#lib/config";
import { publishCalls, publishConnection } from "#lib/realtime/publish";
import type { RealtimeServer } from "#lib/realtime/server";
import { closeLostCalls } from "./close-lost-calls";
import { createHealth } from "./health";
import { createIngest } from "./ingest";
import { createHistoryReader } from "./read-history";
import { createDispatcher } from "./dispatcher";
import { createCallRouter } from "./route-calls";
import { createSmsSender } from "./send-sms";
import { createSupervisor } from "./supervisor";
import { createTellers } from "./tell-others";
import { warmUp } from "./warm-up";

/** How often calls without an end are looked for, in ms. */
const sweepEvery = 10_000;

export function startTelephony(options: { config: Config; log: PinoLogger; io: RealtimeServer }) {
  const { config, log, io } = options;
  const health = createHealth();
  const tell = createTellers(io, log);
  const publish = (calls: readonly PublishedCall[]) => {
    publishCalls(io, calls);
    tell.callbacks(calls.flatMap(({ callbackIds }) => callbackIds ?? []));
  };
  const ingest = createIngest({
    log,
    publish,
    publishOthers({ sms, people, asking }) {
      router.route(asking);
      tell.sms(sms);
      tell.people(people);
    },
    ringPushed: health.ringPushed,
  });
  const history = createHistoryReader(ingest);
  const supervisor = createSupervisor({
    log,
    history,
    installation: createHash("sha256").update(config.secret).digest("hex"),
    ingest,
    publishConnection(view, connectionId) {
      health.stateTold(connectionId, view);
      publishConnection(io, view);
    },
  });
  const router = createCallRouter({ supervisor, log, publish });
  const dispatcher = createDispatcher({ supervisor, log, publish });
  const campaigns = createCampaignRunner({ lineOf: supervisor.runtime, log });
  const sendSms = createSmsSender({ supervisor, log, publishSms: tell.sms });
  let sweeper: NodeJS.Timeout | undefined;

  async function sweep(): Promise<void> {
    try {
      publish(await closeLostCalls());
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
      await tell.idle();
    },
  };
}
