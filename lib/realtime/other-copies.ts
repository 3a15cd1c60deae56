/**
 * How other copies of the program learn what their browsers have to be sent: by a stream in Redis. Its absence costs
 * them their news and this copy nothing (lib/copies/redis.ts).
 */
import { setTimeout as sleep } from "node:timers/promises";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import type { Namespace } from "socket.io";
import { second } from "#lib/base/duration";
import type { RedisClient } from "#lib/copies/redis";

type AdapterFactory = ReturnType<typeof createAdapter>;

export function tellingCopies(redis: RedisClient): AdapterFactory {
  // The adapter does not look what becomes of these: a question to other copies that was never sent has no answer.
  const publish = redis.publish.bind(redis);
  const duplicate = redis.duplicate.bind(redis);
  const calm = Object.assign(Object.create(redis) as RedisClient, {
    publish: (channel: string, message: Buffer) => publish(channel, message).catch(() => 0),
    duplicate: () => subscribingAgain(duplicate() as never),
  });
  const streams = createAdapter(calm);
  // socket.io calls it with `new`, which an arrow does not take.
  return function deliveringFirst(namespace: Namespace) {
    return deliverFirst(streams(namespace));
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
