/** Offers the live side of the process to the rooms that ask for it: fills every port there is. */
import { sessionSockets } from "#lib/auth/ports";
import { config } from "#lib/base/config";
import { unfilledPorts } from "#lib/base/port";
import { callbackPublisher, type CallbackPublisher } from "#lib/callbacks/ports";
import { callbacksForPublishing } from "#lib/callbacks/queries";
import { activeOutcomes } from "#lib/calls/outcomes/outcomes";
import { callCommands, callPublisher, outcomePublisher } from "#lib/calls/ports";
import { callsForPublishing } from "#lib/calls/queries";
import { providerCampaigns } from "#lib/campaigns/ports";
import { createCampaignCommands } from "#lib/campaigns/provider-commands";
import { liveConnections, liveDemo, liveSimulators } from "#lib/connections/ports";
import { db } from "#lib/db/client";
import { createLeadDesk } from "#lib/leads/lead-desk";
import { createPageScripts } from "#lib/leads/page-scripts";
import { leadDesk, pageScripts } from "#lib/leads/ports";
import { liveExtensions, presencePublisher, providerDirectory } from "#lib/people/ports";
import { withdrawAccounts } from "#lib/provision/demo/demo-accounts";
import { endDemo } from "#lib/provision/demo/end-demo";
import type { Simulators } from "#lib/provision/demo/simulators";
import type { Publisher } from "#lib/realtime/publisher";
import type { Realtime } from "#lib/realtime/server";
import { smsCommands } from "#lib/sms/ports";
import { liveBoard } from "#lib/team/ports";
import { checkConnection, readDirectory, testConnection } from "#lib/telephony/ask-provider";
import { createWebhookReceiver, type WebhookResult } from "#lib/telephony/receive-webhook";
import { replayMessages } from "#lib/telephony/replay-messages";
import type { Telephony } from "./start-telephony";
import { messageSource } from "#lib/telephony/runtime";
import { log } from "#lib/base/log";
import { hookReceiver } from "./ports";

interface LiveSide {
  realtime: Realtime;
  telephony: Telephony;
  simulators: Simulators;
}

/** Of the pages' process alone. */
const pagesOnly = ["import-worker"];

/** @throws when a port is left over, with its name */
export function fillPorts(live: LiveSide): void {
  fillPublishers(live);
  fillConnections(live);
  fillCommands(live);
  const unfilled = unfilledPorts().filter((name) => !pagesOnly.includes(name));
  if (unfilled.length > 0) throw new Error(`nothing fills the ports ${unfilled.join(", ")}`);
}

function fillPublishers({ realtime: { publisher, board } }: LiveSide): void {
  sessionSockets.fill({ end: (sessionId) => publisher.endSockets({ sessionId }) });
  presencePublisher.fill({ publish: publisher.presence });
  callbackPublisher.fill(callbackPublisherOf(publisher));
  callPublisher.fill({
    async publish(ids) {
      if (ids.length > 0) publisher.calls(await callsForPublishing(ids));
    },
  });
  outcomePublisher.fill({
    publish: async () => publisher.outcomes(await activeOutcomes()),
  });
  liveBoard.fill(board);
}

function callbackPublisherOf(publisher: Publisher): CallbackPublisher {
  return {
    async publish(ids) {
      if (ids.length > 0) publisher.callbacks(await callbacksForPublishing(ids));
    },
  };
}

function fillConnections({ telephony, simulators }: LiveSide): void {
  const { supervisor, dispatcher, ingest, history, health } = telephony;
  const { publicUrl } = config();

  async function apply(connectionId: string): Promise<void> {
    await simulators.apply(connectionId);
    await supervisor.apply(connectionId);
    const exists = await db().connection.count({ where: { id: connectionId } });
    if (!exists) health.forget(connectionId);
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
  liveDemo.fill({
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

function fillCommands({ realtime, telephony }: LiveSide): void {
  const { supervisor, dispatcher, sendSms, ingest, health } = telephony;
  const { runtime, runtimeOf } = supervisor;
  const { publish: publishCallbacks } = callbackPublisherOf(realtime.publisher);
  const leads = { runtime, runtimeOf, ingest, publishCallbacks };
  const receive = createWebhookReceiver({ runtimeOf, ingest });

  function noteHook(slug: string, result: WebhookResult): void {
    const receiver = runtimeOf(slug);
    if (receiver?.adapter.receiveWebhook) health.hookAnswered(receiver.id, result);
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
      const result = await receive(slug, request, address);
      noteHook(slug, result);
      return result;
    },
    turnedAway: (slug, refusal) => noteHook(slug, { ok: false, ...refusal }),
    storageFails: ingest.fails,
  });
}
