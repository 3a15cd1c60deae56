/** Offers the live side of the process to the rooms that ask for it: fills every port there is. */
import { contactViewers } from "#lib/auth/policy";
import { sessionSockets } from "#lib/auth/ports";
import { config } from "#lib/base/config";
import { unfilledPorts } from "#lib/base/port";
import { callbackPublisher } from "#lib/callbacks/ports";
import { activeOutcomes } from "#lib/calls/outcomes/outcomes";
import { callCommands, callPublisher, outcomePublisher } from "#lib/calls/ports";
import { callsForPublishing } from "#lib/calls/queries";
import { providerCampaigns } from "#lib/campaigns/ports";
import { createCampaignCommands } from "#lib/campaigns/provider-commands";
import { liveConnections, liveDemo, liveSimulators } from "#lib/connections/ports";
import { importWorker, notePublisher } from "#lib/contacts/ports";
import { db } from "#lib/db/client";
import { hookAnswers, secondsSince } from "#lib/metrics/instruments";
import { createLeadDesk } from "#lib/leads/lead-desk";
import { createPageScripts } from "#lib/leads/page-scripts";
import { leadDesk, pageScripts } from "#lib/leads/ports";
import { noticePublisher } from "#lib/notices/ports";
import { liveExtensions, presencePublisher, providerDirectory } from "#lib/people/ports";
import { withdrawAccounts } from "#lib/provision/demo/demo-accounts";
import type { Locale } from "#lib/i18n/locales";
import { endDemo } from "#lib/provision/demo/end-demo";
import { translateDemo } from "#lib/provision/demo/translate-demo";
import type { Simulators } from "#lib/provision/demo/simulators";
import { publishCallbacks, publishNotices } from "#lib/realtime/publisher";
import type { Realtime } from "#lib/realtime/server";
import type { Sweeping } from "#lib/retention/sweep";
import { smsCommands } from "#lib/sms/ports";
import { liveBoard } from "#lib/team/ports";
import { checkConnection, readDirectory, testConnection } from "#lib/telephony/ask-provider";
import { createWebhookReceiver, type WebhookResult } from "#lib/telephony/receive-webhook";
import { replayMessages } from "#lib/telephony/replay-messages";
import type { Telephony } from "./start-telephony";
import { messageSource } from "#lib/telephony/runtime";
import { log } from "#lib/base/log";
import { createMetricsReader } from "./metrics";
import type { Pages } from "./pages";
import { hookReceiver, metricsReader } from "./ports";

interface LiveSide {
  realtime: Realtime;
  telephony: Telephony;
  simulators: Simulators;
  retention: Pick<Sweeping, "soon">;
  pages: Pick<Pages, "metrics" | "workOn">;
}

/** @throws when a port is left over, with its name */
export function fillPorts(live: LiveSide): void {
  fillPublishers(live);
  fillConnections(live);
  fillCommands(live);
  metricsReader.fill(createMetricsReader(live.pages.metrics));
  importWorker.fill({ work: live.pages.workOn });
  const unfilled = unfilledPorts();
  if (unfilled.length > 0) throw new Error(`nothing fills the ports ${unfilled.join(", ")}`);
}

function fillPublishers({ realtime: { publisher, board } }: LiveSide): void {
  sessionSockets.fill({ end: (sessionId) => publisher.endSockets({ sessionId }) });
  presencePublisher.fill({ publish: publisher.presence });
  callbackPublisher.fill({ publish: (ids) => publishCallbacks(publisher, ids) });
  callPublisher.fill({
    async publish(ids) {
      if (ids.length > 0) publisher.calls(await callsForPublishing(ids));
    },
  });
  outcomePublisher.fill({
    publish: async () => publisher.outcomes(await activeOutcomes()),
  });
  notePublisher.fill({
    publish: async (contactId) => publisher.notes(contactId, await contactViewers(contactId)),
  });
  noticePublisher.fill({ publish: (userIds) => publishNotices(publisher, userIds) });
  liveBoard.fill(board);
}

function fillConnections({ realtime, telephony, simulators, retention }: LiveSide): void {
  const { supervisor, dispatcher, ingest, history, health } = telephony;
  const { publicUrl } = config();

  async function apply(connectionId: string): Promise<void> {
    await simulators.apply(connectionId);
    await supervisor.apply(connectionId);
    const exists = await db().connection.count({ where: { id: connectionId, deletedAt: null } });
    if (exists > 0) return;
    health.forget(connectionId);
    realtime.publisher.stale();
    retention.soon();
  }

  liveConnections.fill({
    views: supervisor.views,
    apply,
    check: checkConnection,
    test: (connectionId) =>
      testConnection(connectionId, { views: supervisor.views, health, publicUrl }),
    testCall: dispatcher.place,
    health: async (connectionId) => ({
      ...health.of(connectionId),
      history: history.lastResult(connectionId),
    }),
    async replay({ connectionId, ids }) {
      const row = await db().connection.findUniqueOrThrow({ where: { id: connectionId } });
      return replayMessages(ingest, messageSource(row), ids);
    },
  });
  liveSimulators.fill({
    ...simulators,
    play: async (connectionId, scenario) => simulators.play(connectionId, scenario),
    async create(request) {
      const created = await simulators.create(request);
      await apply(created.id);
      return created;
    },
  });
  /** One after the other: a page may be asked for twice at once. */
  let spoken: Promise<unknown> = Promise.resolve();
  async function speak(language: Locale): Promise<void> {
    const changed = await translateDemo(config(), language);
    for (const id of changed) await apply(id);
    if (changed.length > 0) await supervisor.extensionsChanged();
  }

  liveDemo.fill({
    speak(language) {
      const done = spoken.then(() => speak(language));
      spoken = done.catch(() => undefined);
      return done;
    },
    async end(request) {
      const connectionIds = await endDemo(request);
      withdrawAccounts(config());
      for (const id of connectionIds) await apply(id);
      await supervisor.extensionsChanged();
    },
  });
  liveExtensions.fill({ changed: supervisor.extensionsChanged });
  providerDirectory.fill({ read: (connectionId) => readDirectory(connectionId, log()) });
}

function fillCommands({ telephony }: LiveSide): void {
  const { supervisor, dispatcher, sendSms, ingest, health } = telephony;
  const { runtime, runtimeOf } = supervisor;
  const leads = { runtime, runtimeOf, ingest, publishCallbacks: callbackPublisher().publish };
  const receive = createWebhookReceiver({ runtimeOf, ingest });

  function noteHook(slug: string, result: WebhookResult, seconds: number): void {
    const receiver = runtimeOf(slug);
    const isHook = receiver?.adapter.receiveWebhook !== undefined;
    if (isHook) health.hookAnswered(receiver.id, result);
    const status = String(result.ok ? result.answer.status : result.status);
    // Anybody can ask for hooks that do not exist, by as many names as they like.
    hookAnswers.observe({ connection: isHook ? slug : "unknown", status }, seconds);
  }

  callCommands.fill(dispatcher);
  smsCommands.fill({ send: sendSms });
  providerCampaigns.fill(
    createCampaignCommands({ lineOf: runtime, publicUrl: config().publicUrl }),
  );
  leadDesk.fill(createLeadDesk(leads));
  pageScripts.fill(createPageScripts(leads));
  hookReceiver.fill({
    async receive(slug, request, address) {
      const begun = performance.now();
      const result = await receive(slug, request, address);
      noteHook(slug, result, secondsSince(begun));
      return result;
    },
    turnedAway: (slug, refusal) => noteHook(slug, { ok: false, ...refusal }, 0),
    storageFails: ingest.fails,
  });
}
