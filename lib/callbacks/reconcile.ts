/** Brings callbacks to what follows from the calls as they are stored; repeated, it changes nothing. */
import type { DirectTx } from "#lib/db/direct";
import type { CallbackRecord } from "./callback-record";
import { owed, type Owed, type Settled } from "./owed";
import { readFacts } from "./read-facts";
import { saveCallbacks } from "./store";

/**
 * Moves open callbacks, closes those that are settled, and opens the new ones that are owed. Lock the
 * clients first.
 * @param asked open ones, and of version 0 such as may have to be opened
 * @param since by id: when something happened that may move the beginning of the waiting
 * @returns those that were written
 */
export async function reconcile(
  tx: DirectTx,
  asked: readonly CallbackRecord[],
  since: ReadonlyMap<string, Date> = new Map(),
): Promise<CallbackRecord[]> {
  if (asked.length === 0) return [];
  const factsOf = await readFacts(tx, asked, since);
  const changed = asked.flatMap((record) => {
    const now = owed(record, factsOf(record));
    const next = "by" in now ? closed(record, now) : opened(record, now);
    return next && differs(record, next) ? next : [];
  });
  await saveCallbacks(tx, changed);
  return changed;
}

function opened(record: CallbackRecord, now: Owed): CallbackRecord {
  const calledAgain = now.missedCount > record.missedCount && now.callId !== record.callId;
  const tried = now.attempts > record.attempts;
  return {
    ...record,
    ...now,
    // Who calls again while it is put off waits anew.
    ...(calledAgain && { postponedUntil: null }),
    // Who was on it has tried: it is anybody's again.
    ...(tried && { claimedById: null, claimedUntil: null }),
  };
}

function closed(record: CallbackRecord, { by }: Settled): CallbackRecord | null {
  if (record.version === 0) return null;
  const since = record.waitingSince.getTime();
  return {
    ...record,
    ...{ openKey: null, claimedById: null, claimedUntil: null },
    closedReason: by ? "talked" : "not-needed",
    closedAt: by ? new Date(Math.max(by.talkedAt, since)) : new Date(),
    closedByCallId: by?.id ?? null,
  };
}

function differs(before: CallbackRecord, after: CallbackRecord): boolean {
  if (before.version === 0) return true;
  return (Object.keys(after) as (keyof CallbackRecord)[]).some(
    (key) => valueOf(before[key]) !== valueOf(after[key]),
  );
}

const valueOf = (value: CallbackRecord[keyof CallbackRecord]) =>
  value instanceof Date ? value.getTime() : value;
