/** Wires the live side of the process together and offers it to Next as plain functions. */
import { callbacksForPublishing } from "#lib/callbacks/queries";
import { callsForPublishing } from "#lib/calls/queries";
import { createCampaignCommands } from "#lib/campaigns/provider-commands";
import { config } from "#lib/config";
import { db } from "#lib/db/client";
import type { Simulators } from "#lib/demo/simulators";
import type { Importer } from "#lib/import/importer";
import { createLeadDesk } from "#lib/leads/lead-desk";
import { createPageScripts } from "#lib/leads/page-scripts";
import { boardOf } from "#lib/realtime/board";
import { endSockets, publishCallbacks, publishCalls, publishPresence } from "#lib/realtime/publish";
import type { RealtimeServer } from "#lib/realtime/server";
import type { createDispatcher } from "#lib/telephony/dispatcher";
import { messageSource } from "#lib/telephony/message-source";
import type { Health } from "#lib/telephony/health";
import type { Ingest } from "#lib/telephony/ingest";
import type { HistoryReader } from "#lib/telephony/read-history";
import { readDirectory } from "#lib/telephony/read-directory";
import { replayMessages } from "#lib/telephony/replay-messages";
import { createWebhookReceiver, type WebhookResult } from "#lib/telephony/receive-webhook";
import type { createSmsSender } from "#lib/telephony/send-sms";
import type { Supervisor } from "#lib/telephony/supervisor";
import { log } from "#lib/log";
import { checkConnection } from "./check-connection";
import type { Hub } from "./hub";
import { testConnection } from "./test-connection";

export function createHub(parts: {
  io: RealtimeServer;
  supervisor: Supervisor;
  dispatcher: ReturnType<typeof createDispatcher>;
  sendSms: ReturnType<typeof createSmsSender>;
  simulators: Simulators;
  ingest: Ingest;
  history: HistoryReader;
  health: Health;
  importer: Importer;
}): Hub {
  const { io, supervisor, dispatcher, sendSms, simulators, ingest, history, health } = parts;
  const { importer } = parts;
  const receive = createWebhookReceiver({ runtimeOf: supervisor.runtimeOf, ingest });
  const publishChanged = async (callbackIds: readonly string[]) =>
    publishCallbacks(io, await callbacksForPublishing(callbackIds));
  const told = { ingest, publishCallbacks: publishChanged };
  const leads = createLeadDesk({ runtimeOf: supervisor.runtimeOf, ...told });
  const pages = createPageScripts({ ...supervisor, ...told });

  function noteHook(slug: string, result: WebhookResult): void {
    const runtime = supervisor.runtimeOf(slug);
    if (runtime?.adapter.receiveWebhook) health.hookAnswered(runtime.id, result);
  }
  const campaigns = createCampaignCommands({
    lineOf: supervisor.runtime,
    publicUrl: config().publicUrl,
  });

  return {
    leadForm: leads.form,
    receiveLead: leads.receive,
    pageScripts: pages.of,
    pageEvent: pages.hear,
    async receiveWebhook(slug, request) {
      const result = await receive(slug, request);
      noteHook(slug, result);
      return result;
    },
    async hookTurnedAway(slug, refusal) {
      noteHook(slug, { ok: false, ...refusal });
    },
    storageFails: () => ingest.fails(),
    connections: () => supervisor.views(),
    async applyConnection(connectionId) {
      await simulators.apply(connectionId);
      await supervisor.apply(connectionId);
      const exists = await db().connection.count({ where: { id: connectionId } });
      if (!exists) health.forget(connectionId);
    },
    extensionsChanged: () => supervisor.extensionsChanged(),
    checkConnection,
    testConnection: (connectionId) =>
      testConnection(connectionId, {
        views: supervisor.views,
        health,
        publicUrl: config().publicUrl,
      }),
    async connectionHealth(connectionId) {
      return { ...health.of(connectionId), history: history.lastResult(connectionId) };
    },
    readDirectory: (connectionId) => readDirectory(connectionId, log()),
    async placeCall(request) {
      const placed = await dispatcher.placeCall(request);
      if (!placed.ok) return placed;
      const [call] = await callsForPublishing([placed.callId]);
      return { ok: true, call: call!.view, ...(placed.page && { page: placed.page }) };
    },
    transferCall: (request) => dispatcher.transferCall(request),
    hangUpCall: (request) => dispatcher.hangUpCall(request),
    sendSms,
    async replayMessages({ connectionId, ids }) {
      const row = await db().connection.findUniqueOrThrow({ where: { id: connectionId } });
      return replayMessages(ingest, messageSource(row), ids);
    },
    workOnImport: async (importId) => importer.work(importId),
    uploadSound: (soundId) => campaigns.uploadSound(soundId),
    startCampaign: (campaignId) => campaigns.startCampaign(campaignId),
    ringMe: (request) => simulators.ring(request),
    simulatedProviders: () => simulators.providers(),
    async createSimulated(request) {
      const created = await simulators.create(request);
      await this.applyConnection(created.id);
      return created;
    },
    playScenario: async (connectionId, scenario) => simulators.play(connectionId, scenario),
    async publishCall(callId) {
      await publishCalls(io, await callsForPublishing([callId]));
    },
    publishCallbacks: publishChanged,
    async publishPresence(presence) {
      publishPresence(io, presence);
    },
    teamBoard: (whole) => boardOf(io)!.read(whole),
    async endSockets(who) {
      endSockets(io, who);
    },
  };
}
