/**
 * How other copies of the program learn what their browsers have to be sent: by a stream in Redis. Its absence costs
 * them their news and this copy nothing: neither its start nor a ring waits for Redis.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import type { Namespace } from "socket.io";
import { second } from "#lib/base/duration";
import type { Logger } from "#lib/providers/contract";

type AdapterFactory = ReturnType<typeof createAdapter>;

/** Messages that wait for Redis, at most: what is older than these is no news any more. */
const mostWaiting = 10_000;
/** How long a stop waits for Redis, in ms. */
const lastWords = second / 2;

/** @param onBack called when Redis is there again: what other copies told meanwhile may be lost */
export function tellCopies(
  url: string,
  log: Logger,
  onBack: () => void,
): { adapter: AdapterFactory; isReady(): boolean; close(): Promise<void> } {
  const redis = createClient({ url, commandsQueueMaxLength: mostWaiting });
  let isAway = false;
  redis.on("error", (error: Error) => {
    if (!isAway)
      log.warn({ reason: error.message }, "Redis is away: other copies are told nothing");
    isAway = true;
  });
  redis.on("ready", () => {
    if (!isAway) return;
    log.info({}, "Redis is back");
    isAway = false;
    onBack();
  });
  // It tries again by itself, until it is closed.
  redis.connect().catch(() => undefined);
  // The adapter does not look what becomes of these: a question to other copies that was never sent has no answer.
  const publish = redis.publish.bind(redis);
  Object.assign(redis, {
    publish: (channel: string, message: Buffer) => publish(channel, message).catch(() => 0),
  });
  const duplicate = redis.duplicate.bind(redis);
  Object.assign(redis, { duplicate: () => subscribingAgain(duplicate() as never) });
  const streams = createAdapter(redis);
  // socket.io calls it with `new`, which an arrow does not take.
  function deliveringFirst(namespace: Namespace) {
    return deliverFirst(streams(namespace));
  }

  return {
    adapter: deliveringFirst,
    isReady: () => redis.isReady && !isAway,
    async close() {
      // What was told last is sent, where Redis takes it.
      const closed = redis.isReady ? redis.close().catch(() => undefined) : null;
      if (closed) await Promise.race([closed, sleep(lastWords)]);
      if (redis.isOpen) redis.destroy();
    },
  };
}

interface Subscriber {
  readonly isOpen: boolean;
  subscribe(...given: unknown[]): Promise<unknown>;
}

/** The adapter subscribes once, and does not look what becomes of that: a link that breaks then would end the process. */
function subscribingAgain(client: Subscriber): Subscriber {
  const subscribe = client.subscribe.bind(client);
  async function untilTaken(...given: unknown[]): Promise<void> {
    while (client.isOpen) {
      const isTaken = await subscribe(...given).then(
        () => true,
        () => false,
      );
      if (isTaken) return;
      await sleep(second);
    }
  }
  return Object.assign(client, { subscribe: untilTaken });
}

/** The adapter waits for Redis to take a message before it hands it to this copy's own browsers. */
function deliverFirst<T extends ReturnType<AdapterFactory>>(adapter: T): T {
  const cluster = adapter as unknown as { doPublish(message: unknown): Promise<string> };
  const publish = cluster.doPublish.bind(cluster);
  cluster.doPublish = (message) => {
    publish(message).catch(() => undefined);
    // The place in the stream, which only browsers that resume a broken session would need.
    return Promise.resolve("");
  };
  return adapter;
}
