/**
 * From a provider's message to the screen: inbox → calls → publish. What arrives while one commit
 * runs goes together into the next, so a burst costs few of them. Each connection's messages are
 * applied in the order of their arrival; none waits for another connection's flood.
 */
import PQueue from "p-queue";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { RawMessage } from "#lib/providers/contract";
import {
  applyMessages,
  type AcceptedMessage,
  type ApplyOptions,
  type MessageSource,
} from "./apply-messages";
import { createBacklog } from "./backlog";
import { storeArrivals, unsettledMessages, type Arrival, type InboxRow } from "./inbox";

export interface Ingest {
  /**
   * Resolves when the messages are durable; they are applied right after.
   * @returns each message's id in the inbox: of a repeat, the first one's
   */
  accept(source: MessageSource, messages: readonly RawMessage[]): Promise<number[]>;
  /**
   * Applies what an earlier run accepted and did not get to, before whatever is accepted from now on.
   * Resolves when all of it is on its way: the link need not wait for that.
   */
  catchUp(source: MessageSource): Promise<void>;
  /** Applies rows of the inbox that were set aside. */
  again(source: MessageSource, rows: readonly InboxRow[]): void;
  /** Resolves when everything accepted so far is applied. */
  idle(): Promise<void>;
  /** Whether storage has refused something in the last moments. */
  fails(): boolean;
  /** Gives up what storage does not take; it is applied at the next start. */
  close(): Promise<void>;
}

/** Messages of one transaction: enough to be quick, few enough that the first need not wait. */
const largestBatch = 400;
const largestCommit = 1_000;
/** A connection with so many accepted messages that are not applied yet has to wait. */
const longestBacklog = 10_000;
/** A failure is news for so long, in ms: whoever sends tries again sooner. */
const failureLasts = 10_000;
const firstPause = 50;
const longestPause = 2_000;

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
  let closed = false;
  let failedAt = -Infinity;

  async function storeNext(): Promise<void> {
    const batch = takeArrived();
    if (batch.length === 0) return;
    const sources = new Map(batch.map(({ source }) => [source.connectionId, source]));
    try {
      const { rows, ids } = await storeArrivals(batch.flatMap(({ arrivals }) => arrivals));
      for (const { id, raw, receivedAt, arrival } of rows) {
        const message = { id, raw, receivedAt, source: sources.get(arrival.connectionId)! };
        const behind = held.get(arrival.connectionId);
        if (behind) behind.push(message);
        else backlog.add([message]);
      }
      failedAt = -Infinity;
      for (const one of batch) one.resolve(one.arrivals.map((arrival) => ids.get(arrival)!));
      applySoon();
    } catch (error) {
      failedAt = performance.now();
      for (const one of batch) one.reject(error);
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
    for (let pause = firstPause; !closed; pause = Math.min(pause * 2, longestPause)) {
      try {
        await applyMessages(batch, options);
        failedAt = -Infinity;
        return applySoon();
      } catch (error) {
        failedAt = performance.now();
        log.error({ err: error, waiting: batch.length }, "messages can't be applied yet");
        await sleep(pause);
      }
    }
  }

  async function room(connectionId: string, most: number): Promise<void> {
    while (backlog.size(connectionId) >= most && !closed) await sleep(firstPause);
  }

  async function leftOvers(source: MessageSource, after: number): Promise<InboxRow[]> {
    for (let pause = firstPause; !closed; pause = Math.min(pause * 2, longestPause)) {
      try {
        return await unsettledMessages(source.connectionId, { after, limit: largestCommit });
      } catch (error) {
        log.error({ err: error }, "what was left over can't be read yet");
        await sleep(pause);
      }
    }
    return [];
  }

  return {
    async accept(source, messages) {
      const receivedAt = new Date();
      await room(source.connectionId, longestBacklog);
      const { connectionId } = source;
      const arrivals = messages.map((message) => ({ ...message, connectionId, receivedAt }));
      return new Promise((resolve, reject) => {
        arrived.push({ source, arrivals, resolve, reject });
        if (storing.size === 0) void storing.add(storeNext);
      });
    },
    async catchUp(source) {
      held.set(source.connectionId, []);
      // What this run accepted before is in the backlog, and must not be read a second time.
      await this.idle();
      let after = 0;
      while (!closed) {
        const read = (await leftOvers(source, after)).map((row) => ({ ...row, source }));
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
    again(source, rows) {
      backlog.add(rows.map((row) => ({ ...row, source })));
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
      closed = true;
      await applying.onIdle();
    },
  };
}
