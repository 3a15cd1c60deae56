/**
 * Moves open callbacks to a contact that got their number, or that other contacts were merged into, and
 * along with their contacts to new owners.
 */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { certainOwners } from "#lib/numbers/match-contacts";
import { type CallbackClient, type CallbackRecord, openKeyOf } from "./callback-record";
import { reconcile } from "./reconcile";
import { lockClients, openCallbacksOf, saveCallbacks } from "./store";

export interface JoinedClients {
  /** E.164; open callbacks of a number go to the only contact that has it. */
  numbers?: readonly string[];
  /** Contacts whose open callbacks go to `into`. */
  contacts?: readonly string[];
  /** Contact that gets them, where it is known better than by the number. */
  into?: string;
}

/**
 * Runs in the transaction that has linked the client's calls to their contact. Two open callbacks of one
 * client join.
 * @returns ids of the written callbacks, to be published after the commit
 */
export async function joinCallbacks(
  tx: DirectTx,
  { numbers = [], contacts = [], into }: JoinedClients,
): Promise<string[]> {
  // An import has thousands of numbers, hardly any with a callback: look before locking.
  const waiting = await waitingNumbers(tx, numbers);
  if (waiting.length + contacts.length === 0) return [];
  const clients: CallbackClient[] = [
    ...waiting.map((e164) => ({ contactId: null, e164, numberRaw: e164 })),
    ...contacts.map((contactId) => ({ contactId, e164: null, numberRaw: "" })),
  ];
  const openOf = async (owners: readonly CallbackClient[]) =>
    (await openCallbacksOf(tx, owners)).filter(
      ({ contactId }) => contactId === null || contacts.includes(contactId),
    );
  const found = await openOf(clients);
  if (found.length === 0) return [];
  await lockClients(tx, found);
  const moving = await openOf(found);
  const contactOf = await contactsFor(tx, moving, into);
  const written: string[] = [];
  for (const record of moving) {
    const contact = contactOf(record);
    if (contact) written.push(...(await moveCallback(tx, record, contact)));
  }
  return written;
}

/** Numbers of nobody's for which a callback is open. */
async function waitingNumbers(tx: DirectTx, e164s: readonly string[]): Promise<string[]> {
  if (e164s.length === 0) return [];
  const rows = await tx.rows<{ e164: string }>(
    `SELECT wanted."e164" FROM (${documentRows(tx.dialect, { e164: "text" })}) AS wanted
     WHERE EXISTS (SELECT 1 FROM "Callback" b WHERE b."openKey" = 'number:' || wanted."e164")`,
    e164s.map((e164) => [e164]),
  );
  return rows.map(({ e164 }) => e164);
}

interface Owner {
  id: string;
  ownerId: string | null;
}

async function contactsFor(
  tx: DirectTx,
  moving: readonly CallbackRecord[],
  into?: string,
): Promise<(record: CallbackRecord) => Owner | null> {
  if (into !== undefined) {
    const [contact] = await tx.rows<Owner>(
      `SELECT c."id", c."ownerId" FROM (${documentRows(tx.dialect, { id: "text" })}) AS wanted
       JOIN "Contact" c ON c."id" = wanted."id"`,
      [[into]],
    );
    return () => contact ?? null;
  }
  const found = await certainOwners(
    tx,
    moving.flatMap(({ e164 }) => e164 ?? []),
  );
  return ({ e164 }) => found.get(e164 ?? "") ?? null;
}

async function moveCallback(
  tx: DirectTx,
  record: CallbackRecord,
  contact: Owner,
): Promise<string[]> {
  const client = { ...record, contactId: contact.id };
  const openKey = openKeyOf(client);
  if (openKey === record.openKey) return [];
  await lockClients(tx, [client]);
  const theirs = (await openCallbacksOf(tx, [client])).find(
    (callback) => callback.openKey === openKey,
  );
  const ownerId = theirs?.ownerId ?? record.ownerId ?? contact.ownerId;
  if (!theirs) {
    const moved = { ...record, contactId: contact.id, openKey, ownerId };
    await saveCallbacks(tx, [moved]);
    await reconcile(tx, [moved]);
    return [record.id];
  }
  const joined = { ...joinOf(theirs, record), ownerId };
  const since = new Map([
    [joined.id, new Date(Math.min(+theirs.waitingSince, +record.waitingSince))],
  ]);
  await saveCallbacks(tx, [joined, mergedAway(record)]);
  await reconcile(tx, [joined], since);
  return [joined.id, record.id];
}

/** Joins what does not follow from calls: lead, promise, note. */
function joinOf(kept: CallbackRecord, gone: CallbackRecord): CallbackRecord {
  const { leadId, leadAt } = kept.leadId ? kept : gone;
  const { promisedAt, waitingSince, dueAt } = kept.promisedAt || !gone.promisedAt ? kept : gone;
  const notes = [kept.note, gone.note].filter((note) => note !== null);
  const note = notes.length > 0 ? [...new Set(notes)].join("\n") : null;
  return { ...kept, leadId, leadAt, promisedAt, waitingSince, dueAt, note };
}

/** Closed because its client waits in another callback. */
export function mergedAway(record: CallbackRecord): CallbackRecord {
  const claim = { claimedById: null, claimedUntil: null };
  return { ...record, ...claim, openKey: null, closedAt: new Date(), closedReason: "merged" };
}

const columns = { contactId: "text", ownerId: "text" } as const;

/**
 * Gives contacts' open callbacks to the contacts' new owners and ends their claims. Runs in the
 * transaction that changes the owners.
 * @returns ids of the written callbacks, to be published after the commit
 */
export async function followOwners(
  tx: DirectTx,
  moved: readonly { contactId: string; ownerId: string | null }[],
): Promise<string[]> {
  if (moved.length === 0) return [];
  const callbacks = await tx.rows<{ id: string }>(
    `UPDATE "Callback" SET "ownerId" = moved."ownerId", "claimedById" = NULL,
       "claimedUntil" = NULL, "version" = "version" + 1
     FROM (${documentRows(tx.dialect, columns)}) AS moved
     WHERE "Callback"."contactId" = moved."contactId" AND "Callback"."closedAt" IS NULL
     RETURNING "Callback"."id"`,
    moved.map(({ contactId, ownerId }) => [contactId, ownerId]),
  );
  return callbacks.map(({ id }) => id);
}
