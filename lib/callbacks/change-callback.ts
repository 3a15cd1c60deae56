/**
 * People's commands on a callback. Each is one transaction on the locked row, asks the policy and goes into
 * the callback's history. All throw `ActionError` "not-found" for a callback out of the person's reach.
 */
import { currentMs, currentTime } from "#lib/base/clock";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { reachesCallback, reachOf, type Reach, type Viewer } from "#lib/auth/policy";
import { minute } from "#lib/base/duration";
import { directTransaction } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import {
  keyOf,
  recordCallbackChange,
  type CallbackChange,
  type CallbackRecord,
} from "./callback-record";
import { mergedAway } from "./join-callbacks";
import { dueAnew, reconcile } from "./reconcile";
import { callbacksById, lockClients, openCallbacksOf, saveCallbacks } from "./store";
import { tellOfChange } from "./tell-people";

/** Duration of a claim ("I am on it"), in ms. */
export const claimLasts = 10 * minute;

const unclaimed = { claimedById: null, claimedUntil: null };

/**
 * Claims the callback for a person; a second claim by the same person prolongs it.
 * @throws {ActionError} "claimed" with the name of the person who was quicker; "closed"; "not-found"
 */
export async function claimCallback(id: string, user: Viewer): Promise<void> {
  const { id: userId } = user;
  await change(id, user, { kind: "claimed" }, async (record, tx) => {
    const now = currentMs();
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
export async function releaseCallback(id: string, user: Viewer): Promise<void> {
  await change(id, user, { kind: "released" }, (record) =>
    record.claimedById === user.id ? { ...record, ...unclaimed } : record,
  );
}

/**
 * @returns whose notices have changed
 * @throws {ActionError} "closed" when a person or a talk was quicker; "not-found"
 */
export function closeCallback(
  id: string,
  closedReason: "done" | "not-needed",
  user: Viewer,
): Promise<string[]> {
  const closed = { openKey: null, closedAt: currentTime(), closedReason, closedById: user.id };
  return change(id, user, { kind: "closed" }, (record) => ({
    ...openOnly(record),
    ...unclaimed,
    ...closed,
  }));
}

export interface ReopenedCallbacks {
  /** Ids of the changed callbacks, to be published. */
  ids: string[];
  /** Whose notices have changed. */
  toldIds: string[];
}

/**
 * Undoes closing. A callback that the client has opened since joins it.
 * @throws {ActionError} "closed" when a talk has closed it; "not-found"
 */
export async function reopenCallback(id: string, user: Viewer): Promise<ReopenedCallbacks> {
  const reach = await reachOf(user);
  return directTransaction(async (tx) => {
    const record = await lockedCallback(tx, id, reach);
    if (record.openKey) return { ids: [], toldIds: [] };
    if (!record.closedById) throw new ActionError("closed");
    await recordCallbackChange(tx, { callbackId: id, userId: user.id, kind: "reopened" });
    const openKey = keyOf(record);
    const open = (await openCallbacksOf(tx, [record])).find(
      (callback) => callback.openKey === openKey,
    );
    const undone = { closedAt: null, closedById: null, closedReason: null };
    const reopened: CallbackRecord = { ...record, ...undone, openKey };
    const toldIds = await tellOfChange(tx, { before: record, after: reopened, byId: user.id });
    if (!open) {
      await saveCallbacks(tx, [reopened]);
      await reconcile(tx, [reopened]);
      return { ids: [id], toldIds };
    }
    await saveCallbacks(tx, [{ ...mergedAway(record), closedById: null }]);
    await reconcile(tx, [open], new Map([[open.id, record.waitingSince]]));
    return { ids: [id, open.id], toldIds };
  });
}

/** @param until null ends the postponement */
export async function postponeCallback(
  id: string,
  until: Date | null,
  user: Viewer,
): Promise<void> {
  await change(id, user, { kind: "postponed", until }, (record) => ({
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
  return change(id, user, { kind: "handed-over", toId: ownerId }, async (record, tx) => {
    await refuseAbsent(tx, ownerId);
    const open = openOnly(record);
    if (open.ownerId === ownerId) return { ...open, ...unclaimed };
    return dueAnew(tx, { ...open, ...unclaimed, ownerId });
  });
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

/**
 * @param next returns the changed record, or the same one when nothing changes
 * @returns whose notices may have changed
 */
async function change(
  id: string,
  user: Viewer,
  history: Omit<CallbackChange, "callbackId" | "userId">,
  next: (record: CallbackRecord, tx: DirectTx) => CallbackRecord | Promise<CallbackRecord>,
): Promise<string[]> {
  const reach = await reachOf(user);
  return directTransaction(async (tx) => {
    const record = await lockedCallback(tx, id, reach);
    const after = await next(record, tx);
    if (after === record) return [];
    await saveCallbacks(tx, [after]);
    await recordCallbackChange(tx, { ...history, callbackId: id, userId: user.id });
    const toldIds = await tellOfChange(tx, { before: record, after, byId: user.id });
    if (history.kind !== "handed-over" || record.ownerId === after.ownerId) return toldIds;
    const changes = { ownerId: [record.ownerId, after.ownerId] } as const;
    await recordAudit(tx, {
      event: "callback.handed-over",
      subject: { kind: "callback", id },
      changes,
    });
    return toldIds;
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
