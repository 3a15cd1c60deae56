/**
 * Moves open callbacks to a contact that got their number, or that other contacts were merged into, and
 * along with their contacts to new owners.
 */
import { currentTime } from "#lib/base/clock";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { recordNotices } from "#lib/notices/record-notices";
import { certainOwners } from "#lib/numbers/match-contacts";
import {
  type CallbackClient,
  type CallbackRecord,
  numberKeyOf,
  openKeyOf,
} from "./callback-record";
import { followTasks } from "./follow-tasks";
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
export async function joinCallbacks(tx: DirectTx, clients: JoinedClients): Promise<string[]> {
  const tasks = await followTasks(tx, clients.numbers ?? [], clients.into);
  return [...tasks, ...(await joinWaiting(tx, clients))];
}

async function joinWaiting(
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

/**
 * The number turned out not to be the contact's: the callback for calls missed from it is the number's again.
 * What the contact was promised, or asked for in a form, stays theirs.
 * @returns ids of the written callbacks, to be published after the commit
 */
export async function leaveContact(
  tx: DirectTx,
  { contactId, e164 }: { contactId: string; e164: string },
): Promise<string[]> {
  const client = { contactId, e164, numberRaw: e164 };
  await lockClients(tx, [client]);
  const open = await openCallbacksOf(tx, [client]);
  const openKey = numberKeyOf(client);
  const theirs = open.find((callback) => callback.contactId === contactId);
  const isTaken = open.some((callback) => callback.openKey === openKey);
  if (!theirs || isTaken || theirs.e164 !== e164) return [];
  if (theirs.promisedAt !== null || theirs.leadId !== null) return [];
  const moved = { ...theirs, contactId: null, openKey };
  await saveCallbacks(tx, [moved]);
  await reconcile(tx, [moved]);
  return [theirs.id];
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
  return { ...record, ...claim, openKey: null, closedAt: currentTime(), closedReason: "merged" };
}

const columns = { contactId: "text", ownerId: "text", byId: "text" } as const;

/**
 * Gives contacts' open callbacks to the contacts' new owners and ends their claims. A promise that somebody gave in
 * their own name stays theirs, unless they hand the client over themselves. Runs in the transaction that changes the
 * owners.
 * @param byId who changes them; null when the program itself does
 * @returns ids of the written callbacks, to be published after the commit
 */
export async function followOwners(
  tx: DirectTx,
  moved: readonly { contactId: string; ownerId: string | null }[],
  byId: string | null,
): Promise<string[]> {
  if (moved.length === 0) return [];
  const rows = moved.map(({ contactId, ownerId }) => [contactId, ownerId, byId]);
  const wanted = documentRows(tx.dialect, columns);
  // Nobody is told of what no person has done.
  const losing =
    byId === null
      ? []
      : await tx.rows<{ id: string; ownerId: string }>(
          `SELECT "Callback"."id", "Callback"."ownerId" FROM (${wanted}) AS moved CROSS JOIN "Callback"
           WHERE ${isFollowing} AND "Callback"."promisedAt" IS NOT NULL
             AND "Callback"."ownerId" <> coalesce(moved."ownerId", '')`,
          rows,
        );
  const callbacks = await tx.rows<{ id: string }>(
    `UPDATE "Callback" SET "ownerId" = moved."ownerId", "claimedById" = NULL,
       "claimedUntil" = NULL, "version" = "version" + 1
     FROM (${wanted}) AS moved WHERE ${isFollowing} RETURNING "Callback"."id"`,
    rows,
  );
  await recordNotices(
    tx,
    losing.map(({ id: callbackId, ownerId: userId }) => {
      return { userId, callbackId, kind: "reassigned", byId };
    }),
  );
  return callbacks.map(({ id }) => id);
}

/** SQL: the callback goes along with its contact. */
const isFollowing = `"Callback"."contactId" = moved."contactId" AND "Callback"."closedAt" IS NULL
  AND NOT ("Callback"."promisedAt" IS NOT NULL
    AND "Callback"."ownerId" <> coalesce(moved."byId", '')
    AND EXISTS (SELECT 1 FROM "CallbackChange" h
      WHERE h."callbackId" = "Callback"."id" AND h."kind" = 'promised'
        AND h."userId" = "Callback"."ownerId" AND h."at" >= "Callback"."promisedAt"))`;
