/**
 * From a provider's message to the screen: inbox → calls → publish. What arrives while one commit
 * runs goes together into the next, so a burst costs few of them. Each connection's messages are
 * applied in the order of their arrival; none waits for another connection's flood.
 */
import PQueue from "p-queue";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { currentTime, currentMs } from "#lib/base/clock";
import { second } from "#lib/base/duration";
import { doubling, retry } from "#lib/base/retry";
import { createTroubleLog } from "#lib/base/trouble-log";
import type { RawMessage } from "#lib/providers/contract";
import { applyMessages, type AcceptedMessage, type ApplyOptions } from "./apply-messages";
import { createBacklog } from "./backlog";
import { createInHand } from "./in-hand";
import {
  overdueMessages,
  storeArrivals,
  unsettledMessages,
  type Arrival,
  type InboxRow,
} from "./inbox";
import type { MessageSource } from "./runtime";

/** Another copy of the program has the connection's link: what this one brings comes too late, and is not stored. */
export class LeaseEnded extends Error {
  override readonly name = "LeaseEnded";
  constructor() {
    super("another copy has the link by now: what came by this one is not stored");
  }
}

export interface Ingest {
  /**
   * Resolves when the messages are durable; they are applied right after.
   * @throws {LeaseEnded} when some came under a fence that is not the lease's any more
   * @returns each message's id in the inbox: of a repeat, the first one's
   */
  accept(source: MessageSource, messages: readonly RawMessage[]): Promise<number[]>;
  /**
   * Applies what an earlier run accepted and did not get to, before whatever is accepted from now on.
   * Resolves when all of it is on its way: the link need not wait for that.
   */
  catchUp(source: MessageSource): Promise<void>;
  /** Applies rows of the inbox once more that were set aside. */
  reapply(source: MessageSource, rows: readonly InboxRow[]): void;
  /**
   * Applies what waits for longer than a few seconds and is nobody's: the database has stored it, and its answer was
   * lost.
   */
  sweep(sources: readonly MessageSource[]): Promise<void>;
  /** Resolves when everything accepted so far is applied. */
  idle(): Promise<void>;
  /** Whether storage has refused something in the last moments. */
  fails(): boolean;
  /** Gives up what storage does not take; it is applied at the next start. */
  close(): Promise<void>;
}

/** Messages of one transaction: enough to be quick, few enough that the first need not wait. */
export const largestBatch = 120;
const largestCommit = 1_000;
/** Accepted messages of one connection that may wait to be applied; beyond that its link waits. */
const longestBacklog = 10_000;
/** How long a message may wait that nobody has in hand, in ms: its sender may still repeat it. */
const longestWait = 5 * second;
/** How long a failure shows in the health, in ms: senders try again sooner. */
const failureLasts = 10_000;
/** How often a full backlog is checked, in ms. */
const roomPause = 50;
/** Between two tries at a storage that refuses, in ms. */
const pause = doubling(50, 2_000);

interface Waiting {
  source: MessageSource;
  arrivals: Arrival[];
  resolve(ids: number[]): void;
  reject(error: unknown): void;
}

export function createIngest(options: ApplyOptions): Ingest {
  const { log } = options;
  const storing = new PQueue({ concurrency: 1 });
  const applying = new PQueue({ concurrency: 1 });
  const arrived: Waiting[] = [];
  const backlog = createBacklog();
  /** Of connections that catch up: accepted since, and to be applied after what was left over. */
  const held = new Map<string, AcceptedMessage[]>();
  const inHand = createInHand();
  const closing = new AbortController();
  const { signal } = closing;
  const applyTrouble = createTroubleLog(log, {
    failed: "messages can't be applied yet",
    passed: "messages are applied again",
  });
  let failedAt = -Infinity;

  async function storeNext(): Promise<void> {
    const batch = takeArrived();
    if (batch.length === 0) return;
    const sources = new Map(batch.map(({ source }) => [source.connectionId, source]));
    try {
      const ids = await inHand.reading(async () => {
        const stored = await storeArrivals(batch.flatMap(({ arrivals }) => arrivals));
        takeUp(stored.rows, sources);
        return stored.ids;
      });
      failedAt = -Infinity;
      for (const one of batch) {
        const known = one.arrivals.flatMap((arrival) => ids.get(arrival) ?? []);
        if (known.length === one.arrivals.length) one.resolve(known);
        else one.reject(new LeaseEnded());
      }
      applySoon();
    } catch (error) {
      failedAt = performance.now();
      for (const one of batch) one.reject(error);
    }
  }

  /** Has rows applied that nobody has in hand. */
  function takeUp(
    rows: readonly (InboxRow & { connectionId: string })[],
    sources: ReadonlyMap<string, MessageSource>,
  ): void {
    for (const { id, raw, receivedAt, connectionId } of rows) {
      if (!inHand.take(id)) continue;
      const message = { id, raw, receivedAt, source: sources.get(connectionId)! };
      const behind = held.get(connectionId);
      if (behind) behind.push(message);
      else backlog.add([message]);
    }
  }

  function takeArrived(): Waiting[] {
    let messages = 0;
    let count = 0;
    for (const one of arrived) {
      messages += one.arrivals.length;
      if (count > 0 && messages > largestCommit) break;
      count += 1;
    }
    return arrived.splice(0, count);
  }

  function applySoon(): void {
    if (applying.size === 0 && backlog.size() > 0) void applying.add(applyNext);
  }

  async function applyNext(): Promise<void> {
    const batch = backlog.take(largestBatch);
    const onFailure = (error: unknown) => {
      failedAt = performance.now();
      applyTrouble.failed(error, { waiting: batch.length });
    };
    await untilClosed(() => applyMessages(batch, options), onFailure);
    if (signal.aborted) return;
    applyTrouble.passed();
    inHand.release(batch.map(({ id }) => id));
    failedAt = -Infinity;
    applySoon();
  }

  /** Repeats what storage refuses; null when the program ends before it succeeds. */
  function untilClosed<T>(
    run: () => Promise<T>,
    onFailure: (error: unknown) => void,
  ): Promise<T | null> {
    return retry(run, { pause, onFailure, signal }).catch(() => null);
  }

  async function room(connectionId: string, most: number): Promise<void> {
    while (backlog.size(connectionId) >= most && !signal.aborted) await sleep(roomPause);
  }

  async function leftOvers(source: MessageSource, after: number): Promise<InboxRow[]> {
    const rows = await untilClosed(
      () => unsettledMessages(source.connectionId, { after, limit: largestCommit }),
      (error) => log.error({ err: error }, "what was left over can't be read yet"),
    );
    return rows ?? [];
  }

  return {
    async accept(source, messages) {
      const receivedAt = currentTime();
      await room(source.connectionId, longestBacklog);
      const { connectionId, fence = null } = source;
      const arrivals = messages.map((message) => ({ ...message, connectionId, receivedAt, fence }));
      return new Promise((resolve, reject) => {
        arrived.push({ source, arrivals, resolve, reject });
        if (storing.size === 0) void storing.add(storeNext);
      });
    },
    async catchUp(source) {
      if (held.has(source.connectionId)) return;
      held.set(source.connectionId, []);
      // What this run accepted before is in the backlog, and must not be read a second time.
      await this.idle();
      let after = 0;
      while (!signal.aborted) {
        const read = (await leftOvers(source, after)).map((row) => ({ ...row, source }));
        // Also those that came meanwhile: what is held is added from here on alone.
        for (const { id } of read) inHand.take(id);
        backlog.add(read);
        applySoon();
        after = read.at(-1)?.id ?? after;
        if (read.length < largestCommit) break;
        await room(source.connectionId, largestCommit);
      }
      backlog.add((held.get(source.connectionId) ?? []).filter(({ id }) => id > after));
      held.delete(source.connectionId);
      applySoon();
    },
    reapply(source, rows) {
      for (const { id } of rows) inHand.take(id);
      backlog.add(rows.map((row) => ({ ...row, source })));
      applySoon();
    },
    async sweep(sources) {
      // What a connection that catches up has left over is on its way already.
      const asked = new Map(
        sources.flatMap((one) => (held.has(one.connectionId) ? [] : [[one.connectionId, one]])),
      );
      if (asked.size === 0 || signal.aborted) return;
      await inHand.reading(async () => {
        const before = new Date(currentMs() - longestWait);
        takeUp(await overdueMessages([...asked.keys()], { before, limit: largestCommit }), asked);
      });
      applySoon();
    },
    async idle() {
      await storing.onIdle();
      await applying.onIdle();
    },
    fails: () => performance.now() - failedAt < failureLasts,
    async close() {
      // A link that was just closed hands over what it still holds, one commit after another.
      do {
        await storing.onIdle();
        await nextTurn();
      } while (storing.size + storing.pending > 0);
      closing.abort();
      await applying.onIdle();
    },
  };
}
