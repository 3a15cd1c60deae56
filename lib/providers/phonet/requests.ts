/** Commands on one person's socket. Their answers carry no id, so there is one in flight at a time. */
import { ProviderError } from "../contract";
import { connectionLost, noAnswer } from "../kit/failures";
import { createPending, notConnected, refuseAborted, type PendingRequest } from "../kit/requests";

/** In ms. */
const patience = 4_500;

interface Command extends PendingRequest<undefined> {
  text: string;
}

export type Requests = ReturnType<typeof createRequests>;

/**
 * @param link.send false when the link is down
 * @param link.renew opens it anew: after a missing answer, the next one may belong to either command
 */
export function createRequests(link: { send(text: string): boolean; renew(): void }) {
  const waiting: Command[] = [];
  let current: Command | null = null;

  function next(): void {
    current = waiting.shift() ?? null;
    if (!current || link.send(current.text)) return;
    current.reject(notConnected());
  }

  function exchange(text: string, signal?: AbortSignal): Promise<void> {
    const isSent = () => current === command;
    const command: Command = {
      text,
      ...createPending<undefined>({
        patience,
        signal,
        expired: () =>
          isSent()
            ? noAnswer("the PBX")
            : new ProviderError("timeout", "The PBX was busy with another call of this person"),
        settled(expired) {
          if (!isSent()) return void waiting.splice(waiting.indexOf(command), 1);
          next();
          if (expired) link.renew();
        },
      }),
    };
    waiting.push(command);
    if (!current) next();
    return command.answer;
  }

  return {
    /** @throws {ProviderError} refused, in the provider's words | timeout | not-connected | connection-lost */
    async call(number: string, signal?: AbortSignal): Promise<void> {
      refuseAborted(signal);
      await exchange(JSON.stringify({ action: "call", to: number }), signal);
    },

    /** Hands an answer to the command in flight. @returns false when there is none */
    settle(answer: { ok: true } | { ok: false; words: string }): boolean {
      if (!current) return false;
      if (answer.ok) current.resolve(undefined);
      else {
        const words = answer.words || "The PBX refused the call";
        current.reject(new ProviderError("refused", words));
      }
      return true;
    },

    /** The link is gone: the command in flight may have been received, the waiting ones were not sent. */
    abandon(): void {
      const unsent = waiting.splice(0);
      current?.reject(connectionLost("the PBX"));
      for (const command of unsent) command.reject(notConnected());
    },
  };
}
