/**
 * The one writer of calls. One transaction reads the calls that a batch of events concerns, applies the
 * events and writes the changed calls: a few statements a batch, however many calls it has. The rows'
 * version makes a concurrent writer repeat its whole transaction instead of overwriting (read-then-write
 * without it loses updates on PostgreSQL).
 */
import { followCalls } from "#lib/callbacks/from-calls";
import { directTransaction } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { looksTheSame, type CallRecord } from "./call-record";
import { findCalls, type CallQuery } from "./find-calls";
import { type PublishedCall, type StoredCall, toPublishedCall } from "./stored-call";
import { saveCalls } from "./save-calls";
import { transition } from "./transition";

export type { CallSource } from "./stored-call";

export interface CallOccurrence extends CallQuery {
  /** The time of events that carry none of their own. */
  receivedAt: Date;
  /** The person who clicked the number. */
  requestedById?: string;
  /** The contact whose number was clicked. */
  contactId?: string;
}

/**
 * @param alongside runs in the same transaction: inbox rows are settled with the effect, never before it.
 *   It is handed what was told of calls whose client was erased: nothing of it was written
 * @returns the calls in which a person would see a difference, each once, in the batch's order
 */
export async function recordCallEvents(
  batch: readonly CallOccurrence[],
  alongside?: (tx: DirectTx, erased: ReadonlySet<CallOccurrence>) => Promise<unknown>,
): Promise<PublishedCall[]> {
  return directTransaction(async (tx) => {
    const erased = new Set<CallOccurrence>();
    const changed = batch.length > 0 ? await applyEvents(tx, batch, erased) : [];
    await saveCalls(tx, changed);
    const callbacks = await followCalls(tx, changed);
    await alongside?.(tx, erased);
    return changed
      .filter(isVisibleChange)
      .map((stored) => ({ ...toPublishedCall(stored), callbackIds: callbacks.get(stored.id) }));
  });
}

/**
 * @param erased takes what was told of erased calls
 * @returns the working copies of the calls that differ from their rows
 */
async function applyEvents(
  tx: DirectTx,
  batch: readonly CallOccurrence[],
  erased: Set<CallOccurrence>,
): Promise<StoredCall[]> {
  const now = batch.reduce((latest, { receivedAt }) => Math.max(latest, receivedAt.getTime()), 0);
  const calls = await findCalls(tx, batch, new Date(now));
  const changed = new Set<StoredCall>();
  for (const [position, occurrence] of batch.entries()) {
    const stored = calls.findOrAdopt(occurrence);
    if (stored?.erased) {
      erased.add(occurrence);
      continue;
    }
    const after = transition(stored?.call ?? null, occurrence.event, occurrence.receivedAt);
    if (!after || (after === stored?.call && !stored.adopted)) continue;
    if (stored) {
      stored.call = after;
      changed.add(stored);
    } else {
      const added = newCall(occurrence, after, position);
      calls.add(added);
      changed.add(added);
    }
  }
  return [...changed];
}

function newCall(occurrence: CallOccurrence, call: CallRecord, position: number): StoredCall {
  const { event, source, contactId } = occurrence;
  return {
    id: timeOrderedId(Date.now(), position),
    version: 0,
    source,
    externalId: "externalId" in event ? event.externalId : null,
    clientE164: null,
    contact: null,
    requestedById: occurrence.requestedById ?? null,
    clientOwnerId: null,
    erased: false,
    outcome: null,
    legs: new Map(),
    call,
    before: null,
    ...(contactId && { clickedContactId: contactId }),
  };
}

function isVisibleChange({ call, before }: StoredCall): boolean {
  return before === null || !looksTheSame(before, call);
}
