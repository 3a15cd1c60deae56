/**
 * The one writer of calls. One transaction reads the calls a batch of events is about, moves them, and
 * writes what has changed: a few statements a batch, however many calls it brings. The rows' version
 * makes a concurrent writer repeat its whole transaction instead of overwriting (read-then-write
 * without it loses updates on PostgreSQL).
 */
import { followCalls } from "#lib/callbacks/from-calls";
import { directTransaction } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import type { CallRecord } from "./call-record";
import { findCalls, type Wanted } from "./find-calls";
import type { PublishedCall } from "./published-call";
import { saveCalls, type ChangedCall } from "./save-calls";
import type { StoredCall } from "./stored-call";
import { looksTheSame } from "./looks-the-same";
import { transition } from "./transition";
import { toPublishedCall } from "./published-call";

export type { CallSource } from "./stored-call";

export interface CallOccurrence extends Wanted {
  /** The time of events that carry none of their own. */
  receivedAt: Date;
  /** Who clicked the number. */
  requestedById?: string;
  /** The contact whose number was clicked. */
  contactId?: string;
}

/**
 * @param alongside runs in the same transaction: inbox rows are settled with the effect, never before it
 * @returns the calls in which a person would see a difference, each once, in the batch's order
 */
export async function recordCallEvents(
  batch: readonly CallOccurrence[],
  alongside?: (tx: DirectTx) => Promise<unknown>,
): Promise<PublishedCall[]> {
  return directTransaction(async (tx) => {
    const changed = batch.length > 0 ? await apply(tx, batch) : [];
    await saveCalls(tx, changed);
    const callbacks = await followCalls(tx, changed);
    await alongside?.(tx);
    return changed
      .filter(isVisible)
      .map((one) => ({ ...toPublishedCall(one), callbackIds: callbacks.get(one.id) }));
  });
}

async function apply(tx: DirectTx, batch: readonly CallOccurrence[]): Promise<ChangedCall[]> {
  const now = batch.reduce((latest, one) => Math.max(latest, one.receivedAt.getTime()), 0);
  const calls = await findCalls(tx, batch, new Date(now));
  const changed = new Map<StoredCall, CallRecord | null>();
  for (const [position, occurrence] of batch.entries()) {
    const stored = calls.find(occurrence);
    const after = transition(stored?.call ?? null, occurrence.event, occurrence.receivedAt);
    if (!after || (after === stored?.call && !stored.adopted)) continue;
    if (stored) {
      if (!changed.has(stored)) changed.set(stored, stored.call);
      stored.call = after;
    } else {
      const begun = begin(occurrence, after, position);
      calls.add(begun);
      changed.set(begun, null);
    }
  }
  return [...changed].map(([stored, before]) => Object.assign(stored, { before }));
}

function begin(occurrence: CallOccurrence, call: CallRecord, position: number): StoredCall {
  const { event, source, contactId } = occurrence;
  return {
    id: timeOrderedId(Date.now(), position),
    version: 0,
    source,
    externalId: "externalId" in event ? event.externalId : null,
    clientE164: null,
    contact: null,
    requestedById: occurrence.requestedById ?? null,
    outcome: null,
    legs: new Map(),
    call,
    ...(contactId && { clickedContactId: contactId }),
  };
}

function isVisible({ call, before }: ChangedCall): boolean {
  return before === null || !looksTheSame(before, call);
}
