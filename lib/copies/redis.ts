/**
 * The one link to Redis, by which copies of the program hear of each other. Its absence costs them their news and this
 * copy nothing: neither its start nor a ring waits for it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "redis";
import { second } from "#lib/base/duration";
import type { Logger } from "#lib/providers/contract";

export type RedisClient = ReturnType<typeof createClient>;

export interface RedisLink {
  client: RedisClient;
  isReady(): boolean;
  /** Calls back when Redis is there no more, or was not when it was wanted first. */
  onAway(listener: () => void): void;
  /** Calls back when Redis is there again: what other copies told meanwhile may be lost. */
  onBack(listener: () => void): void;
  close(): Promise<void>;
}

/** How often Redis is asked whether it is there, and how long it may take to answer, in ms: frozen, it breaks no link. */
const beat = { every: second / 2, patience: 700 };
/** Messages that wait for Redis, at most: what is older than these is no news any more. */
const mostWaiting = 10_000;
/** How long a stop waits for Redis, in ms. */
const lastWords = second / 2;

export function openRedis(url: string, log: Logger): RedisLink {
  const client: RedisClient = createClient({ url, commandsQueueMaxLength: mostWaiting });
  const awayListeners: (() => void)[] = [];
  const backListeners: (() => void)[] = [];
  let isAway = false;
  function leave(reason: string): void {
    if (isAway) return;
    log.warn({ reason }, "Redis is away: other copies are told nothing");
    isAway = true;
    for (const listener of awayListeners) listener();
  }
  function comeBack(): void {
    if (!isAway) return;
    log.info({}, "Redis is back");
    isAway = false;
    for (const listener of backListeners) listener();
  }
  client.on("error", (error: Error) => leave(error.message));
  client.on("ready", comeBack);
  let isAsked = false;
  async function ask(): Promise<void> {
    if (isAsked || !client.isReady) return;
    isAsked = true;
    // Its answer may lie here unread, where this process itself had no time.
    const look = () => setImmediate(() => isAsked && leave("it does not answer"));
    const late = setTimeout(look, beat.patience);
    await client.ping().then(comeBack, () => undefined);
    clearTimeout(late);
    isAsked = false;
  }
  const beating = setInterval(() => void ask(), beat.every);
  // It tries again by itself, until it is closed.
  client.connect().catch(() => undefined);
  return {
    client,
    isReady: () => client.isReady && !isAway,
    onAway: (listener) => void awayListeners.push(listener),
    onBack: (listener) => void backListeners.push(listener),
    async close() {
      clearInterval(beating);
      // What was told last is sent, where Redis takes it.
      const closed = client.isReady && !isAway ? client.close().catch(() => undefined) : null;
      if (closed) await Promise.race([closed, sleep(lastWords)]);
      if (client.isOpen) client.destroy();
    },
  };
}
