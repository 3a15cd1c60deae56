/** The PBX's sender: signs each message by Standard Webhooks and sends it again until it is taken. */
import { Webhook } from "standardwebhooks";
import { insist, type HookAnswer } from "../kit/insist";
import { withTimeLimit } from "../kit/time-limit";
import type { WrittenEvent } from "./event";

export interface HookOptions {
  /** @default a new one */
  id?: string;
  /** @default the connection's */
  token?: string;
  /** @default now */
  signedAt?: Date;
}

/** How long an answer is waited for, in ms. */
const patience = 4_000;

export function createHookSender(options: {
  token: string;
  url(): string | undefined;
  signal: AbortSignal;
  log(line: string): void;
}) {
  const { signal, log } = options;

  /** One POST of this text. @throws when there is no answer */
  async function post(body: string, how: HookOptions = {}): Promise<HookAnswer> {
    const url = options.url();
    if (!url) throw new Error("no receiver is set");
    const { id = `msg_${crypto.randomUUID()}`, signedAt = new Date() } = how;
    const signature = new Webhook(how.token ?? options.token).sign(id, signedAt, body);
    return withTimeLimit(patience, [signal], async (limit) => {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(signedAt.getTime() / 1000)),
          "webhook-signature": signature,
        },
        body,
        signal: limit,
      });
      const text = await response.text();
      log(`${body.slice(0, 200)} -> ${response.status} ${text.slice(0, 200)}`);
      return { status: response.status, text };
    });
  }

  /** Sends again, under the same id, what found no answer or was not kept; then gives up. */
  async function send(events: WrittenEvent | WrittenEvent[]): Promise<HookAnswer | null> {
    const body = JSON.stringify(events);
    const id = `msg_${crypto.randomUUID()}`;
    return insist(() => post(body, { id }), {
      signal,
      onFailure: (words) => log(`${body.slice(0, 200)} -> ${words}`),
    });
  }

  return { post, send };
}

export type HookSender = ReturnType<typeof createHookSender>;
