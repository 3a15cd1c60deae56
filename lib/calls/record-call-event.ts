/**
 * The one writer of calls. One transaction reads the call, moves it, matches the contact and writes
 * call and legs; the row's version makes a concurrent writer repeat its whole transaction instead of
 * overwriting (read-then-write without it loses updates on PostgreSQL).
 */
import { transaction, WriteConflict, type Tx } from "#lib/db/client";
import { matchContacts } from "#lib/contacts/match-contacts";
import { parsePhoneNumber } from "#lib/phone-number";
import { findCall, type CallSource, type StoredCall } from "./find-call";
import { transition, type AnyCallEvent, type CallRecord } from "./transition";
import { saveLegs } from "./save-legs";

export type { CallSource } from "./find-call";

export interface RecordOptions {
  /** When the event happened, as far as known. */
  at: Date;
  /** For the program's own events on a known call. */
  callId?: string;
  /** Who clicked the number. */
  requestedById?: string;
  /** The contact whose number was clicked. */
  contactId?: string;
  /** Runs in the same transaction: the inbox row is settled with the effect, never before it. */
  alongside?(tx: Tx): Promise<unknown>;
}

/** @returns the call's id, and whether anything changed; null when the event concerns no call we know */
export async function recordCallEvent(
  event: AnyCallEvent,
  source: CallSource,
  options: RecordOptions,
): Promise<{ callId: string; changed: boolean } | null> {
  return transaction(async (tx) => {
    const stored = await findCall(tx, event, source, options);
    const before = stored?.call ?? null;
    const after = transition(before, event, options.at);
    const result = after && (await save(tx, event, source, options, stored, after));
    await options.alongside?.(tx);
    return result;
  });
}

async function save(
  tx: Tx,
  event: AnyCallEvent,
  source: CallSource,
  options: RecordOptions,
  stored: StoredCall | null,
  after: CallRecord,
) {
  const externalId = "externalId" in event ? event.externalId : null;
  const adopted = stored !== null && stored.externalId === null && externalId !== null;
  if (stored && after === stored.call && !adopted) return { callId: stored.id, changed: false };

  const { legs, ...fields } = after;
  const client =
    stored && stored.call.clientRaw === after.clientRaw
      ? {}
      : await identify(tx, after.clientRaw, source.country, options.contactId);
  const callId = stored
    ? await update(tx, stored, { ...fields, ...client, ...(adopted && { externalId }) })
    : await create(tx, {
        ...fields,
        clientE164: null,
        contactId: null,
        ...client,
        externalId,
        connectionId: source.connectionId,
        requestedById: options.requestedById ?? null,
      });
  await saveLegs(tx, { callId, connectionId: source.connectionId }, stored?.call.legs ?? [], legs);
  return { callId, changed: true };
}

/** Whose number it is: the one contact that has it; with several, nobody is chosen for the person. */
async function identify(tx: Tx, clientRaw: string, country: string, clicked: string | undefined) {
  const { e164 } = parsePhoneNumber(clientRaw, country);
  const matches = await matchContacts(tx, e164);
  const chosen =
    matches.find((one) => one.id === clicked) ?? (matches.length === 1 ? matches[0] : null);
  return { clientE164: e164, contactId: chosen?.id ?? null };
}

type CallFields = Omit<CallRecord, "legs"> & {
  clientE164?: string | null;
  contactId?: string | null;
  externalId?: string | null;
};

async function update(tx: Tx, stored: StoredCall, data: CallFields): Promise<string> {
  const { count } = await tx.call.updateMany({
    where: { id: stored.id, version: stored.version },
    data: { ...data, version: stored.version + 1 },
  });
  if (count === 0) throw new WriteConflict();
  return stored.id;
}

async function create(
  tx: Tx,
  data: CallFields & { connectionId: string; requestedById: string | null },
): Promise<string> {
  const { id } = await tx.call.create({ data, select: { id: true } });
  return id;
}
