/** Who has listened to what: one entry of the audit log a listening, however many requests a player makes for it. */
import type { Actor } from "#lib/audit/actor";
import { details } from "#lib/audit/changes";
import { recordReading } from "#lib/audit/record-audit";
import { BoundedMap } from "#lib/base/bounded-map";
import { minute } from "#lib/base/duration";

/** After so long without a request it is another listening, in ms. */
const over = 30 * minute;
/** More are forgotten from the oldest on, and would be recorded again. */
const mostKept = 5_000;

interface Listening {
  actor: Actor;
  callId: string;
  download: boolean;
}

/** @returns a function to be called before every answer with sound; it records each listening once */
export function createListenings(now: () => number = Date.now) {
  const seen = new BoundedMap<string, number>(mostKept);
  return async ({ actor, callId, download }: Listening): Promise<void> => {
    const key = `${actor.sessionId} ${callId} ${String(download)}`;
    const last = seen.get(key);
    seen.set(key, now());
    if (last !== undefined && now() - last < over) return;
    const subject = { kind: "call", id: callId } as const;
    await recordReading({
      event: "recording.listened",
      subject,
      changes: details({ download }),
      actor,
    });
  };
}
