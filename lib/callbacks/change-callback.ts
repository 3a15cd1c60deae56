/**
 * People's commands on a callback. Each is one transaction on the locked row, asks the policy and goes into
 * the callback's history. All throw `ActionError` "not-found" for a callback out of the person's reach.
 */
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { reachesCallback, reachOf, type Reach, type Viewer } from "#lib/auth/policy";
import { minute } from "#lib/base/duration";
import { directTransaction } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { recordNotices } from "#lib/notices/record-notices";
import {
  keyOf,
  recordCallbackChange,
  type CallbackChange,
  type CallbackRecord,
} from "./callback-record";
import { mergedAway } from "./join-callbacks";
import { reconcile } from "./reconcile";
import { callbacksById, lockClients, openCallbacksOf, saveCallbacks } from "./store";

/** Duration of a claim ("I am on it"), in ms. */
export const claimLasts = 10 * minute;

const unclaimed = { claimedById: null, claimedUntil: null };

/**
 * Claims the callback for a person; a second claim by the same person prolongs it.
 * @throws {ActionError} "claimed" with the name of the person who was quicker; "closed"; "not-found"
 */
export function claimCallback(id: string, user: Viewer): Promise<void> {
  const { id: userId } = user;
  return change(id, user, { kind: "claimed" }, async (record, tx) => {
    const now = Date.now();
    const { claimedById, claimedUntil } = openOnly(record);
    if (claimedById && claimedById !== userId && claimedUntil!.getTime() > now) {
      throw new ActionError("claimed", { message: await nameOf(tx, claimedById) });
    }
    return { ...record, claimedById: userId, claimedUntil: new Date(now + claimLasts) };
  });
}

async function nameOf(tx: DirectTx, userId: string): Promise<string> {
  const ids = documentRows(tx.dialect, { id: "text" });
  const sql = `SELECT u."name" FROM (${ids}) AS wanted CROSS JOIN "User" u
    WHERE u."id" = wanted."id"`;
  const [person] = await tx.rows<{ name: string }>(sql, [[userId]]);
  return person!.name;
}

/** Releases the person's own claim; somebody else's stays. */
export function releaseCallback(id: string, user: Viewer): Promise<void> {
  return change(id, user, { kind: "released" }, (record) =>
    record.claimedById === user.id ? { ...record, ...unclaimed } : record,
  );
}

/** @throws {ActionError} "closed" when a person or a talk was quicker; "not-found" */
export function closeCallback(
  id: string,
  closedReason: "done" | "not-needed",
  user: Viewer,
): Promise<void> {
  const closed = { openKey: null, closedAt: new Date(), closedReason, closedById: user.id };
  return change(id, user, { kind: "closed" }, (record) => ({
    ...openOnly(record),
    ...unclaimed,
    ...closed,
  }));
}

/**
 * Undoes closing. A callback that the client has opened since joins it.
 * @returns ids of the changed callbacks, to be published
 * @throws {ActionError} "closed" when a talk has closed it; "not-found"
 */
export async function reopenCallback(id: string, user: Viewer): Promise<string[]> {
  const reach = await reachOf(user);
  return directTransaction(async (tx) => {
    const record = await lockedCallback(tx, id, reach);
    if (record.openKey) return [];
    if (!record.closedById) throw new ActionError("closed");
    await recordCallbackChange(tx, { callbackId: id, userId: user.id, kind: "reopened" });
    const openKey = keyOf(record);
    const open = (await openCallbacksOf(tx, [record])).find(
      (callback) => callback.openKey === openKey,
    );
    const undone = { closedAt: null, closedById: null, closedReason: null };
    const reopened: CallbackRecord = { ...record, ...undone, openKey };
    if (!open) {
      await saveCallbacks(tx, [reopened]);
      await reconcile(tx, [reopened]);
      return [id];
    }
    await saveCallbacks(tx, [{ ...mergedAway(record), closedById: null }]);
    await reconcile(tx, [open], new Map([[open.id, record.waitingSince]]));
    return [id, open.id];
  });
}

/** @param until null ends the postponement */
export function postponeCallback(id: string, until: Date | null, user: Viewer): Promise<void> {
  return change(id, user, { kind: "postponed", until }, (record) => ({
    ...openOnly(record),
    ...unclaimed,
    postponedUntil: until,
  }));
}

/**
 * @param ownerId null: nobody in particular
 * @returns whose notices have changed
 */
export async function handOverCallback(
  id: string,
  ownerId: string | null,
  user: Viewer,
): Promise<string[]> {
  const owners = new Set([ownerId]);
  await change(id, user, { kind: "handed-over", toId: ownerId }, async (record, tx) => {
    await refuseAbsent(tx, ownerId);
    owners.add(record.ownerId);
    return { ...openOnly(record), ...unclaimed, ownerId };
  });
  return [...owners].filter((owner) => owner !== null);
}

/** Tells whose the callback now is, in the transaction that has given it to them. */
export async function tellOwner(
  tx: DirectTx,
  { id, ownerId }: CallbackRecord,
  byId: string,
): Promise<void> {
  if (ownerId === null) return;
  await recordNotices(tx, [{ userId: ownerId, kind: "callback", byId, callbackId: id }]);
}

/** @throws {ActionError} "not-found" when there is no such person, or they are disabled */
export async function refuseAbsent(tx: DirectTx, userId: string | null): Promise<void> {
  if (userId === null) return;
  const ids = documentRows(tx.dialect, { id: "text" });
  const found = await tx.rows(
    `SELECT 1 FROM (${ids}) AS wanted CROSS JOIN "User" u
     WHERE u."id" = wanted."id" AND u."disabledAt" IS NULL`,
    [[userId]],
  );
  if (found.length === 0) throw new ActionError("not-found");
}

function openOnly(record: CallbackRecord): CallbackRecord {
  if (!record.openKey) throw new ActionError("closed");
  return record;
}

/** @param next returns the changed record, or the same one when nothing changes */
async function change(
  id: string,
  user: Viewer,
  history: Omit<CallbackChange, "callbackId" | "userId">,
  next: (record: CallbackRecord, tx: DirectTx) => CallbackRecord | Promise<CallbackRecord>,
): Promise<void> {
  const reach = await reachOf(user);
  await directTransaction(async (tx) => {
    const record = await lockedCallback(tx, id, reach);
    const after = await next(record, tx);
    if (after === record) return;
    await saveCallbacks(tx, [after]);
    await recordCallbackChange(tx, { ...history, callbackId: id, userId: user.id });
    if (history.kind !== "handed-over" || record.ownerId === after.ownerId) return;
    // Due by the hours of whoever has it now.
    await reconcile(tx, [after]);
    await tellOwner(tx, after, user.id);
    const changes = { ownerId: [record.ownerId, after.ownerId] } as const;
    await recordAudit(tx, {
      event: "callback.handed-over",
      subject: { kind: "callback", id },
      changes,
    });
  });
}

/** @throws {ActionError} "not-found" */
export async function lockedCallback(
  tx: DirectTx,
  id: string,
  reach: Reach,
): Promise<CallbackRecord> {
  const [unlocked] = await callbacksById(tx, [id]);
  if (!unlocked) throw new ActionError("not-found");
  await lockClients(tx, [unlocked]);
  const [record] = await callbacksById(tx, [id]);
  if (!(await isReached(tx, record!, reach))) throw new ActionError("not-found");
  return record!;
}

/** Whether the policy lets a person with that reach see and change the callback. */
export async function isReached(
  tx: DirectTx,
  record: CallbackRecord,
  reach: Reach,
): Promise<boolean> {
  if (reach === null) return true;
  const ids = documentRows(tx.dialect, { id: "text" });
  const [contact] = await tx.rows<{ ownerId: string | null }>(
    `SELECT p."ownerId" FROM (${ids}) AS wanted CROSS JOIN "Contact" p WHERE p."id" = wanted."id"`,
    [[record.contactId ?? ""]],
  );
  return reachesCallback(reach, { ...record, contact: contact ?? null });
}
