/** Evrotel's sender: POSTs call events as its own PHP does, and re-sends a start after a time-out. */
import { setTimeout as sleep } from "node:timers/promises";
import { withTimeLimit } from "../kit/time-limit";

/** Fields of a message; PHP's http_build_query leaves out the null ones. */
export type HookFields = Record<string, string | number | null>;

export interface HookAnswer {
  status: number;
  text: string;
}

export interface HookOptions {
  /** @default "form" */
  encoding?: "form" | "json";
  /** @default the account's */
  token?: string;
  /** Hangs up before the answer comes: the receiver has it, the sender knows nothing. */
  dropAnswer?: boolean;
}

/** How long an answer is waited for, in ms. */
const patience = 4_000;
/** Pauses before a start is re-sent, in ms. */
const retries = [200, 1_000, 3_000];

export function createHookSender(options: {
  token: string;
  url(): string | undefined;
  signal: AbortSignal;
  log(line: string): void;
}) {
  const { signal, log } = options;

  /** One POST. @throws when there is no answer */
  async function send(fields: HookFields, how: HookOptions = {}): Promise<HookAnswer> {
    const url = options.url();
    if (!url) throw new Error("no receiver is set");
    const json = how.encoding === "json";
    const given = Object.entries(fields).flatMap(([name, value]) =>
      value === null ? [] : [[name, String(value)]],
    );
    const type = json ? "application/json" : "application/x-www-form-urlencoded";
    return withTimeLimit(patience, [signal], async (limit) => {
      const response = await fetch(url, {
        method: "POST",
        headers: { authorization: how.token ?? options.token, "content-type": type },
        body: json ? JSON.stringify(fields) : new URLSearchParams(given).toString(),
        signal: limit,
      });
      if (how.dropAnswer) {
        await response.body?.cancel();
        throw new Error("the answer was lost");
      }
      const text = await response.text();
      log(`${String(fields.callstatus)} -> ${response.status} ${text}`);
      return { status: response.status, text };
    });
  }

  /** Repeats until it is answered. @returns null when it never was: then the call has no id */
  async function insist(fields: HookFields, how: HookOptions = {}): Promise<HookAnswer | null> {
    for (const [attempt, pause] of [0, ...retries].entries()) {
      try {
        await sleep(pause, undefined, { signal });
        const answer = await send(fields, { ...how, dropAnswer: how.dropAnswer && attempt === 0 });
        if (answer.status < 500) return answer;
      } catch (error) {
        if (signal.aborted) return null;
        log(`${String(fields.callstatus)} -> ${error instanceof Error ? error.message : "?"}`);
      }
    }
    return null;
  }

  return { send, insist };
}
