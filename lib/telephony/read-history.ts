/**
 * Keeps up with a provider's history: calls that ended while the link was down, late recordings, ends
 * that no event brought. It is read whenever the link comes back, and every few minutes; each reading
 * overlaps the one before, for the messages' keys show what is new.
 */
import { currentTime } from "#lib/base/clock";
import PQueue from "p-queue";
import type { HistoryResult } from "#lib/connections/connection-view";
import { can } from "#lib/connections/can";
import { adapterContext } from "#lib/connections/with-adapter";
import { day, minute } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { isProviderError, type TimeRange } from "#lib/providers/contract";
import type { Ingest } from "./ingest";
import type { Runtime } from "./runtime";

const every = 10 * minute;
/** Providers list a call some time after it ended, and its recording later still, in ms. */
const overlap = 30 * minute;
/** How far back a connection begins that was never read before, and how far at most, in ms. */
const firstLook = day;
const furthest = 30 * firstLook;

export interface HistoryReader {
  /** Reads from now on, until the runtime ends; at once each time this is called. */
  keepUp(runtime: Runtime): void;
  /** How the last reading went; null before the first. */
  lastResult(connectionId: string): HistoryResult | null;
  /** Remembers how the last reading of another copy of the program went. */
  follow(connectionId: string, result: HistoryResult | null): void;
  /** Calls back after each reading. */
  onRead(listener: (connectionId: string) => void): void;
}

export function createHistoryReader(ingest: Ingest): HistoryReader {
  const results = new Map<string, HistoryResult>();
  const listeners: ((connectionId: string) => void)[] = [];
  /** One at a time for each connection; a reading that waits makes a second one needless. */
  const queues = new Map<AbortSignal, PQueue>();

  function keepUp(runtime: Runtime): void {
    const { signal } = runtime.abort;
    if (!can(runtime, "backfill") || signal.aborted) return;
    let queue = queues.get(signal);
    if (!queue) {
      queue = new PQueue({ concurrency: 1 });
      queues.set(signal, queue);
      const timer = setInterval(() => keepUp(runtime), every);
      signal.addEventListener("abort", () => {
        clearInterval(timer);
        queues.delete(signal);
      });
    }
    if (queue.size === 0) void queue.add(() => read(runtime));
  }

  async function read(runtime: Runtime): Promise<void> {
    const { id, adapter, log, source } = runtime;
    const { signal } = runtime.abort;
    let messages = 0;
    function note(ok: boolean, detail: string | null): void {
      results.set(id, { at: currentTime().toISOString(), ok, messages, detail });
      for (const listener of listeners) listener(id);
    }
    try {
      const range = await unread(id);
      for await (const batch of adapter.backfill!(range, adapterContext(runtime))) {
        messages += batch.length;
        await ingest.accept(source, batch);
        // Of a provider that sends nothing by itself, this is all that is ever heard.
        if (batch.length > 0 && !adapter.receiveWebhook) await runtime.heard();
      }
      if (signal.aborted) return;
      await db().connection.updateMany({ where: { id }, data: { historyReadUntil: range.to } });
      note(true, null);
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ err: error }, "the provider's history could not be read");
      const known = isProviderError(error);
      note(false, known ? error.message : "It could not be read; the log has the reason");
    }
  }

  return {
    keepUp,
    lastResult: (connectionId) => results.get(connectionId) ?? null,
    follow(connectionId, result) {
      if (result) results.set(connectionId, result);
    },
    onRead: (listener) => void listeners.push(listener),
  };
}

async function unread(connectionId: string): Promise<TimeRange> {
  const to = currentTime();
  const { historyReadUntil } = await db().connection.findUniqueOrThrow({
    where: { id: connectionId },
    select: { historyReadUntil: true },
  });
  const from = historyReadUntil
    ? Math.max(historyReadUntil.getTime() - overlap, to.getTime() - furthest)
    : to.getTime() - firstLook;
  return { from: new Date(from), to };
}
