/** Who has listened to what: one line a listening, however many requests a player makes for it. */
import type { Logger } from "#lib/providers/contract";

/** After so long without a request it is another listening, in ms. */
const over = 30 * 60_000;
/** More are forgotten from the oldest on, and would be told again. */
const mostKept = 5_000;

interface Listening {
  userId: string;
  sessionId: string;
  callId: string;
  download: boolean;
}

/** @returns what is told of every request that got sound */
export function createListenings(now: () => number = Date.now) {
  const seen = new Map<string, number>();
  return (log: Logger, { userId, sessionId, callId, download }: Listening): void => {
    const key = `${sessionId} ${callId} ${String(download)}`;
    const last = seen.get(key);
    // To the end again: the map is in the order of the last request.
    seen.delete(key);
    seen.set(key, now());
    if (seen.size > mostKept) seen.delete(seen.keys().next().value!);
    if (last !== undefined && now() - last < over) return;
    log.info({ userId, callId, download }, "somebody listens to a recording");
  };
}
