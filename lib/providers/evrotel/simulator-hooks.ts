/** Evrotel's sender: POSTs call events as its own PHP does, and re-sends a start after a time-out. */
import { insist, type HookAnswer } from "../kit/insist";
import { withTimeLimit } from "../kit/time-limit";

/** Fields of a message; PHP's http_build_query leaves out the null ones. */
export type HookFields = Record<string, string | number | null>;

export interface HookOptions {
  /** @default "form" */
  encoding?: "form" | "json";
  /** @default the account's */
  token?: string;
  /** Hangs up before the answer comes: the receiver has it, the sender knows nothing. */
  dropAnswer?: boolean;
}

/** How long an answer is waited for, in ms: PHP's own limit is a minute. */
const patience = 15_000;

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
  async function sendUntilTaken(fields: HookFields, how: HookOptions = {}) {
    const once = (attempt: number) =>
      send(fields, { ...how, dropAnswer: how.dropAnswer && attempt === 0 });
    const onFailure = (words: string) => log(`${String(fields.callstatus)} -> ${words}`);
    return insist(once, { signal, onFailure });
  }

  return { send, insist: sendUntilTaken };
}
