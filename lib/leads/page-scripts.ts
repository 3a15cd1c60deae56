/** Vendors' scripts in people's pages, and what they tell there: into the inbox, like any message. */
import { matchContacts } from "#lib/contacts/match-contacts";
import { db } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/phone-number";
import type { PageReport, ProviderError } from "#lib/providers/contract";
import type { CommandResult } from "#lib/server/hub";
import type { Ingest } from "#lib/telephony/ingest";
import type { Runtime } from "#lib/telephony/supervisor";
import { recentLead, storeLead } from "./store-lead";

export interface PageScriptView {
  /** Of the connection. */
  slug: string;
  /** null when the page is to bring none. */
  url: string | null;
  /** CustomEvents to listen for on `window`. */
  eventNames: readonly string[];
}

/** Of what nobody can read, as much is kept, in characters. */
const keptOfUnreadable = 4_096;

export function createPageScripts(options: {
  runtime(connectionId: string): Runtime | undefined;
  runtimeOf(slug: string): Runtime | undefined;
  ingest: Pick<Ingest, "accept">;
  publishCallbacks(ids: readonly string[]): Promise<void>;
}) {
  return {
    /** Only of connections on which the person has a line: nobody else has a use for the script. */
    async of(userId: string): Promise<PageScriptView[]> {
      const lines = await db().extension.findMany({ where: { userId } });
      return lines.flatMap(({ connectionId }) => {
        const runtime = options.runtime(connectionId);
        const script = runtime?.adapter.pageScript?.(runtime.settings);
        if (!runtime || !script) return [];
        const { url, eventNames } = script;
        return [{ slug: runtime.slug, url, eventNames }];
      });
    },

    async hear(heard: {
      userId: string;
      slug: string;
      name: string;
      detail: unknown;
    }): Promise<CommandResult> {
      const runtime = options.runtimeOf(heard.slug);
      const { pageScript, readPageEvent } = runtime?.adapter ?? {};
      if (!runtime || !readPageEvent) return refusal("not-found", "There is no such connection");
      const { eventNames = [] } = pageScript?.(runtime.settings) ?? {};
      if (!eventNames.includes(heard.name)) return refusal("invalid", "Nobody listens for this");
      const { userId, name, detail } = heard;
      const line = { userId_connectionId: { userId, connectionId: runtime.id } };
      const own = await db().extension.findUnique({ where: line });
      if (!own) return refusal("no-line", "You have no extension on this connection");
      let report: PageReport;
      try {
        report = readPageEvent({ name, detail, extension: own.number });
      } catch (error) {
        return setAside(runtime, detail, error);
      }
      const [inboxId] = await options.ingest.accept(runtime.source, [report.message]);
      await keepStranger(runtime, report, inboxId!);
      return { ok: true };
    },
  };

  /** Kept with its reason, so that a later version may read it. */
  async function setAside(runtime: Runtime, detail: unknown, error: unknown) {
    if (!(error instanceof Error) || error.name !== "ProviderError") throw error;
    const raw = (JSON.stringify(detail) ?? "").slice(0, keptOfUnreadable);
    const refused = error as ProviderError;
    await options.ingest.accept(runtime.source, [{ key: crypto.randomUUID(), raw, refused }]);
    return refusal("unreadable", refused.message);
  }

  /** Of somebody no contact is known of, a lead is made, with the id of the call that was told. */
  async function keepStranger(runtime: Runtime, report: PageReport, inboxId: number) {
    const { connectionId, country } = runtime.source;
    const { number, name, title } = report.client;
    const known = await matchContacts(db(), parsePhoneNumber(number, country).e164);
    if (known.length > 0 || (await recentLead(connectionId, number))) return;
    const [told] = runtime.adapter.parse(report.message.raw, { inboxId, receivedAt: new Date() });
    const externalId = told && "externalId" in told ? told.externalId : undefined;
    const lead = { name, number, title, page: null, externalId };
    const { callbackIds } = await storeLead({ connectionId, country }, lead);
    await options.publishCallbacks(callbackIds);
  }
}

function refusal(code: string, message: string) {
  return { ok: false as const, code, message };
}
