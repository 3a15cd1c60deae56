/** How a vendor's sender, as simulators play it, delivers a message. */
import { setTimeout as sleep } from "node:timers/promises";

export interface HookAnswer {
  status: number;
  text: string;
}

/** Before each try, in ms. */
const pauses = [0, 200, 1_000, 3_000];

/**
 * Sends again what found no answer or was not kept (5xx), a few times.
 * @param post one try, counted from 0; rejects when there is no answer
 * @param options.onFailure told why a try found none
 * @returns null when it was never taken, or the sender is switched off
 */
export async function insist(
  post: (attempt: number) => Promise<HookAnswer>,
  { signal, onFailure }: { signal: AbortSignal; onFailure: (words: string) => void },
): Promise<HookAnswer | null> {
  for (const [attempt, pause] of pauses.entries()) {
    try {
      await sleep(pause, undefined, { signal });
      const answer = await post(attempt);
      if (answer.status < 500) return answer;
    } catch (error) {
      if (signal.aborted) return null;
      onFailure(error instanceof Error ? error.message : "?");
    }
  }
  return null;
}
