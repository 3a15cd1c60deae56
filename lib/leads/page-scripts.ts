/** Vendors' scripts in people's pages, and their events: into the inbox, like any message. */
import { currentTime } from "#lib/base/clock";
import { matchContacts } from "#lib/numbers/match-contacts";
import { db } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { isProviderError, type PageReport } from "#lib/providers/contract";
import { refusal, type CommandResult } from "#lib/base/command-result";
import type { Ingest } from "#lib/telephony/ingest";
import type { Runtime, Runtimes } from "#lib/telephony/runtime";
import type { PageScripts, PageScriptView } from "./ports";
import { recentLead, storeLead } from "./store-lead";

/** How much is kept of an event that can't be read, in characters. */
const keptOfUnreadable = 4_096;

interface PageScriptOptions extends Runtimes {
  ingest: Pick<Ingest, "accept">;
  publishCallbacks(ids: readonly string[]): Promise<void>;
}

export function createPageScripts(options: PageScriptOptions): PageScripts {
  const viewOf = (runtime: Runtime | undefined): PageScriptView | null => {
    const script = runtime?.adapter.pageScript?.(runtime.settings);
    if (!runtime || !script) return null;
    return { slug: runtime.slug, url: script.url, eventNames: script.eventNames };
  };

  return {
    /** Only of connections on which the person has a line: nobody else has a use for the script. */
    async scriptsFor(userId: string): Promise<PageScriptView[]> {
      const lines = await db().extension.findMany({ where: { userId } });
      const views = lines.map(({ connectionId }) => viewOf(options.runtime(connectionId)));
      return views.filter((view) => view !== null);
    },

    scriptOf: (slug) => viewOf(options.runtimeOf(slug)),

    async receive(event): Promise<CommandResult> {
      const runtime = options.runtimeOf(event.slug);
      const { pageScript, readPageEvent } = runtime?.adapter ?? {};
      if (!runtime || !readPageEvent) return refusal("not-found", "There is no such connection");
      const { eventNames = [] } = pageScript?.(runtime.settings) ?? {};
      if (!eventNames.includes(event.name)) return refusal("invalid", "Nobody listens for this");
      const { userId, name, detail } = event;
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
      await runtime.heard();
      await keepStranger(runtime, report, inboxId!);
      return { ok: true };
    },
  };

  /** Kept with its reason, so that a later version may read it. */
  async function setAside(runtime: Runtime, detail: unknown, error: unknown) {
    if (!isProviderError(error)) throw error;
    const raw = (JSON.stringify(detail) ?? "").slice(0, keptOfUnreadable);
    await options.ingest.accept(runtime.source, [
      { key: crypto.randomUUID(), raw, refused: error },
    ]);
    return refusal("unreadable", error.message);
  }

  /** A client without a contact becomes a lead, with the id of the reported call. */
  async function keepStranger(runtime: Runtime, report: PageReport, inboxId: number) {
    const { connectionId, country } = runtime.source;
    const { number, name, title } = report.client;
    const parsed = parsePhoneNumber(number, country);
    const known = await matchContacts(db(), parsed.e164);
    if (known.length > 0 || (await recentLead(connectionId, parsed))) return;
    const [event] = runtime.adapter.parse(report.message.raw, {
      inboxId,
      receivedAt: currentTime(),
    });
    const externalId = event && "externalId" in event ? event.externalId : undefined;
    const lead = { name, number, title, page: null, externalId };
    const { callbackIds } = await storeLead({ connectionId, country }, lead);
    await options.publishCallbacks(callbackIds);
  }
}
