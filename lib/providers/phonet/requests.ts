/** Commands on one person's socket. Their answers carry no id, so there is one in flight at a time. */
import { ProviderError } from "../contract";

/** In ms. */
const patience = 4_500;

interface Pending {
  text: string;
  resolve(): void;
  reject(error: ProviderError): void;
}

export type Requests = ReturnType<typeof createRequests>;

/**
 * @param link.send false when the link is down
 * @param link.renew opens it anew: after an answer that did not come, the next one may be anybody's
 */
export function createRequests(link: { send(text: string): boolean; renew(): void }) {
  const waiting: Pending[] = [];
  let current: Pending | null = null;

  function next(): void {
    current = waiting.shift() ?? null;
    if (!current || link.send(current.text)) return;
    current.reject(new ProviderError("not-connected", "The PBX is not connected"));
  }

  function exchange(text: string, signal?: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(giveUp, patience);
      const settled = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", giveUp);
        if (current === pending) next();
        else waiting.splice(waiting.indexOf(pending), 1);
      };
      function giveUp() {
        const sent = current === pending;
        pending.reject(
          new ProviderError(
            "timeout",
            sent
              ? "The PBX did not answer in time: check what it did before trying again"
              : "The PBX was busy with another call of this person",
          ),
        );
        if (sent) link.renew();
      }
      const pending: Pending = {
        text,
        resolve: () => (resolve(), settled()),
        reject: (error) => (reject(error), settled()),
      };
      signal?.addEventListener("abort", giveUp);
      waiting.push(pending);
      if (!current) next();
    });
  }

  return {
    /** @throws {ProviderError} refused, in the provider's words | timeout | not-connected | connection-lost */
    async call(number: string, signal?: AbortSignal): Promise<void> {
      if (signal?.aborted) throw new ProviderError("timeout", "The command was given up");
      await exchange(JSON.stringify({ action: "call", to: number }), signal);
    },

    /** Hands an answer to the command in flight. @returns false when there is none */
    settle(answer: { ok: true } | { ok: false; words: string }): boolean {
      if (!current) return false;
      if (answer.ok) current.resolve();
      else {
        const words = answer.words || "The PBX refused the call";
        current.reject(new ProviderError("refused", words));
      }
      return true;
    },

    /** The link is gone: what was sent may have been heard, what was not has not. */
    abandon(): void {
      const unsent = waiting.splice(0);
      current?.reject(
        new ProviderError(
          "connection-lost",
          "The connection to the PBX was lost before it answered: check what it did before trying again",
        ),
      );
      for (const one of unsent) {
        one.reject(new ProviderError("not-connected", "The PBX is not connected"));
      }
    },
  };
}
