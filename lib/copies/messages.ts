/**
 * What copies of the program say to each other: news for all of them, and questions to one. A question is asked once;
 * whether one that got no answer was heard, nobody knows.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { second } from "#lib/base/duration";
import { retry } from "#lib/base/retry";
import type { Logger } from "#lib/providers/contract";
import type { RedisLink } from "./redis";

const message = z.object({
  /** Who sends it. */
  from: z.string(),
  topic: z.string(),
  body: z.unknown(),
  /** Of a question and its answer. */
  question: z.string().optional(),
  isAnswer: z.boolean().optional(),
});
type Message = z.infer<typeof message>;

/** Nothing was sent to anybody, or it was sent and nothing came back in time. */
export type Asked = { answer: unknown } | "nobody" | "unanswered";

export interface CopyMessages {
  /** To all other copies; one that can't be reached misses it. */
  tell(topic: string, body: unknown): void;
  hear(topic: string, listener: (body: unknown) => void): void;
  /** @param patience in ms */
  ask(copy: string, topic: string, body: unknown, patience: number): Promise<Asked>;
  /** @param answer what it resolves to is the answer; undefined: none is given */
  answer(topic: string, answer: (body: unknown) => Promise<unknown>): void;
  close(): void;
}

/** Of a program that runs once. */
export const messagesToNobody: CopyMessages = {
  tell: () => undefined,
  hear: () => undefined,
  ask: () => Promise.resolve("nobody"),
  answer: () => undefined,
  close: () => undefined,
};

/** @param options.installation of several that use the same Redis, whose copies these are */
export function copyMessages(options: {
  redis: RedisLink;
  installation: string;
  copy: string;
  log: Logger;
}): CopyMessages {
  const { redis, installation, copy, log } = options;
  const channelOf = (name: string) => `tinycrm:${installation.slice(0, 16)}:${name}`;
  const all = channelOf("all");
  const listeners = new Map<string, (body: unknown) => void>();
  const answers = new Map<string, (body: unknown) => Promise<unknown>>();
  const waiting = new Map<string, (answer: unknown) => void>();
  const closing = new AbortController();
  const subscriber = redis.client.duplicate();
  // The other link to Redis says that it is away.
  subscriber.on("error", () => undefined);
  void subscribe();

  async function subscribe(): Promise<void> {
    const { signal } = closing;
    const run = async () => {
      if (!subscriber.isOpen) await subscriber.connect();
      await subscriber.subscribe([all, channelOf(copy)], take);
    };
    await retry(run, { pause: second, signal }).catch(() => undefined);
  }

  /** @returns how many copies have got it. @throws when nobody knows */
  async function send(channel: string, sent: Omit<Message, "from">): Promise<number> {
    if (!redis.isReady()) return 0;
    return redis.client.publish(channel, JSON.stringify({ from: copy, ...sent }));
  }

  function take(text: string): void {
    const read = message.safeParse(parsed(text));
    if (!read.success) return log.warn({}, "what another copy said can't be read");
    const { from, topic, body, question, isAnswer } = read.data;
    if (from === copy) return;
    if (question === undefined) listeners.get(topic)?.(body);
    else if (isAnswer) waiting.get(question)?.(body);
    else void reply(from, { topic, body, question });
  }

  async function reply(to: string, asked: { topic: string; body: unknown; question: string }) {
    const { topic, question } = asked;
    try {
      const body = await answers.get(topic)?.(asked.body);
      if (body !== undefined) await send(channelOf(to), { topic, body, question, isAnswer: true });
    } catch (error) {
      log.error({ err: error, topic }, "another copy's question could not be answered");
    }
  }

  return {
    tell: (topic, body) => void send(all, { topic, body }).catch(() => undefined),
    hear: (topic, listener) => void listeners.set(topic, listener),
    async ask(to, topic, body, patience) {
      const question = randomUUID();
      const giveUp = new AbortController();
      const answered = new Promise<Asked>((resolve) => {
        waiting.set(question, (answer) => resolve({ answer }));
      });
      const late = sleep(patience, "unanswered" as const, { signal: giveUp.signal }).catch(
        () => "unanswered" as const,
      );
      try {
        const sending = send(channelOf(to), { topic, body, question }).catch(() => null);
        if ((await Promise.race([sending, late])) === 0) return "nobody";
        return await Promise.race([answered, late]);
      } finally {
        giveUp.abort();
        waiting.delete(question);
      }
    },
    answer: (topic, answer) => void answers.set(topic, answer),
    close() {
      closing.abort();
      if (subscriber.isOpen) subscriber.destroy();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
