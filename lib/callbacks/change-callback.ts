/** What people do with a callback: each in one transaction, on the row as it is then. */
import { ActionError } from "#lib/auth/action";
import { directTransaction } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { openKeyOf, type CallbackRecord } from "./callback-record";
import { mergedAway } from "./join-callbacks";
import { reconcile } from "./reconcile";
import { callbacksById, lockClients, openCallbacksOf, saveCallbacks } from "./store";

/** Who says "I am on it" has the client to themselves for so long, in ms. */
export const claimLasts = 10 * 60_000;

const unclaimed = { claimedById: null, claimedUntil: null };

/**
 * The first one has it; pressed again by the same person, it lasts anew.
 * @throws {ActionError} "claimed" with the name of who was quicker; "closed"; "not-found"
 */
export function claimCallback(id: string, userId: string): Promise<void> {
  return change(id, async (record, tx) => {
    const now = Date.now();
    const { claimedById, claimedUntil } = openOnly(record);
    if (claimedById && claimedById !== userId && claimedUntil!.getTime() > now) {
      throw new ActionError("claimed", { message: await nameOf(tx, claimedById) });
    }
    return { ...record, claimedById: userId, claimedUntil: new Date(now + claimLasts) };
  });
}

async function nameOf(tx: DirectTx, userId: string): Promise<string> {
  const wanted = documentRows(tx.dialect, { id: "text" });
  const sql = `SELECT u."name" FROM (${wanted}) AS wanted CROSS JOIN "User" u
    WHERE u."id" = wanted."id"`;
  const [person] = await tx.rows<{ name: string }>(sql, [[userId]]);
  return person!.name;
}

/** Not on it any more; somebody else's claim stays. */
export function releaseCallback(id: string, userId: string): Promise<void> {
  return change(id, (record) =>
    record.claimedById === userId ? { ...record, ...unclaimed } : record,
  );
}

/** @throws {ActionError} "closed" when somebody, or a talk, was quicker; "not-found" */
export function closeCallback(
  id: string,
  closedReason: "done" | "not-needed",
  closedById: string,
): Promise<void> {
  const closed = { openKey: null, closedAt: new Date(), closedReason, closedById };
  return change(id, (record) => ({ ...openOnly(record), ...unclaimed, ...closed }));
}

/**
 * Takes back that it was done. When the client has called again since, the two join.
 * @returns the ids of what has changed
 * @throws {ActionError} "closed" when a talk has closed it; "not-found"
 */
export function reopenCallback(id: string): Promise<string[]> {
  return directTransaction(async (tx) => {
    const record = await lockedCallback(tx, id);
    if (record.openKey) return [];
    if (!record.closedById) throw new ActionError("closed");
    const openKey = openKeyOf(record);
    const open = (await openCallbacksOf(tx, [record])).find((one) => one.openKey === openKey);
    const undone = { closedAt: null, closedById: null, closedReason: null };
    const again: CallbackRecord = { ...record, ...undone, openKey };
    if (!open) {
      await saveCallbacks(tx, [again]);
      await reconcile(tx, [again]);
      return [id];
    }
    await saveCallbacks(tx, [{ ...mergedAway(record), closedById: null }]);
    await reconcile(tx, [open], new Map([[open.id, record.waitingSince]]));
    return [id, open.id];
  });
}

/** @param until null: it waits now */
export function postponeCallback(id: string, until: Date | null): Promise<void> {
  return change(id, (record) => ({
    ...openOnly(record),
    ...unclaimed,
    postponedUntil: until,
  }));
}

/** @param ownerId null: nobody's in particular */
export function handOverCallback(id: string, ownerId: string | null): Promise<void> {
  return change(id, (record) => ({ ...openOnly(record), ...unclaimed, ownerId }));
}

function openOnly(record: CallbackRecord): CallbackRecord {
  if (!record.openKey) throw new ActionError("closed");
  return record;
}

/** @param next the row as it is to be; the same one when nothing changes */
function change(
  id: string,
  next: (record: CallbackRecord, tx: DirectTx) => CallbackRecord | Promise<CallbackRecord>,
): Promise<void> {
  return directTransaction(async (tx) => {
    const record = await lockedCallback(tx, id);
    const after = await next(record, tx);
    if (after !== record) await saveCallbacks(tx, [after]);
  });
}

async function lockedCallback(tx: DirectTx, id: string): Promise<CallbackRecord> {
  const [seen] = await callbacksById(tx, [id]);
  if (!seen) throw new ActionError("not-found");
  await lockClients(tx, [seen]);
  const [record] = await callbacksById(tx, [id]);
  return record!;
}
