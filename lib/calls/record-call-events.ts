/**
 * The one writer of calls. One transaction reads the calls that a batch of events concerns, applies the
 * events and writes the changed calls: a few statements a batch, however many calls it has. The rows'
 * version makes a concurrent writer repeat its whole transaction instead of overwriting (read-then-write
 * without it loses updates on PostgreSQL).
 */
import { currentMs } from "#lib/base/clock";
import { followCalls, isAnsweredOrOver } from "#lib/callbacks/from-calls";
import { log } from "#lib/base/log";
import { directTransaction } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { refreshContactCalls } from "./contact-calls";
import { addressLineCalls } from "./line-calls";
import { looksTheSame, type CallRecord } from "./call-record";
import { asPart } from "./find-parts";
import { findCalls, type CallQuery } from "./find-calls";
import { type PublishedCall, type StoredCall, toPublishedCall } from "./stored-call";
import { saveCalls } from "./save-calls";
import { transition } from "./transition";

export type { CallSource } from "./stored-call";

export interface CallOccurrence extends CallQuery {
  /** The time of events that carry none of their own. */
  receivedAt: Date;
  /** The message that told it, by its row in the inbox; absent of what people do. */
  inboxId?: number;
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
  const { written, published } = await directTransaction(async (tx) => {
    const erased = new Set<CallOccurrence>();
    const written: Written = new Map();
    const changed = batch.length > 0 ? await applyEvents(tx, batch, { erased, written }) : [];
    await saveCalls(tx, changed);
    const callbacks = await followCalls(tx, changed);
    // A ring changes nothing there.
    const settled = changed.filter(isAnsweredOrOver);
    await refreshContactCalls(
      tx,
      settled.flatMap(({ contact }) => contact?.id ?? []),
    );
    await alongside?.(tx, erased);
    const published = changed
      .filter(isVisibleChange)
      .map((stored) => ({ ...toPublishedCall(stored), callbackIds: callbacks.get(stored.id) }));
    return { written, published };
  });
  for (const [stored, told] of written) logWritten(stored, told);
  return published;
}

/** What has changed each call. */
type Written = Map<StoredCall, CallOccurrence[]>;

/** One line a change of a call, by which its whole life is found: docs/monitoring.md. */
function logWritten({ id, version, source, call }: StoredCall, told: CallOccurrence[]): void {
  const about = {
    callId: id,
    version,
    connection: source.slug,
    events: told.map(({ event }) => event.kind),
    inboxIds: [...new Set(told.flatMap(({ inboxId }) => inboxId ?? []))],
    state: call.state,
  };
  // A history that is read again is thousands of calls of the past.
  if (call.replayed) log().debug(about, "call");
  else log().info(about, "call");
}

/**
 * @param erased takes what was told of erased calls
 * @param written takes what was told of each call that differs
 * @returns the working copies of the calls that differ from their rows
 */
async function applyEvents(
  tx: DirectTx,
  told: readonly CallOccurrence[],
  { erased, written }: { erased: Set<CallOccurrence>; written: Written },
): Promise<StoredCall[]> {
  const addressed = await addressLineCalls(tx, told);
  const batch = addressed.map(({ query }) => query);
  const now = batch.reduce((latest, { receivedAt }) => Math.max(latest, receivedAt.getTime()), 0);
  const calls = await findCalls(tx, batch, new Date(now));
  for (const [position, occurrence] of batch.entries()) {
    const { stored, part, freed } = calls.findOrAdopt(occurrence);
    // Its id is another call's from now on, which nothing has told of it.
    if (freed && !written.has(freed)) written.set(freed, []);
    if (stored?.erased) {
      erased.add(addressed[position]!.told);
      continue;
    }
    const event = part ? asPart(occurrence.event, part, stored) : occurrence.event;
    const after = transition(stored?.call ?? null, event, occurrence.receivedAt);
    if (!after || (after === stored?.call && !stored.adopted)) continue;
    const changed = stored ?? newCall(occurrence, after, position);
    changed.call = after;
    if (!stored) calls.add(changed);
    written.set(changed, [...(written.get(changed) ?? []), occurrence]);
  }
  return [...written.keys()];
}

function newCall(occurrence: CallOccurrence, call: CallRecord, position: number): StoredCall {
  const { event, source, contactId } = occurrence;
  return {
    id: timeOrderedId(currentMs(), position),
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
