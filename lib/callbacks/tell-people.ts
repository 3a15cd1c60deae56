/** Tells people what colleagues have done with callbacks of theirs, in the transaction that has done it. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import {
  dropNotices,
  dropUnseen,
  recordNotices,
  type NewNotice,
} from "#lib/notices/record-notices";
import { settledKinds } from "#lib/notices/notice-view";
import type { CallbackRecord } from "./callback-record";

/**
 * @param before null: it was opened just now
 * @param byId who has changed it
 * @returns whose notices may have changed
 */
export async function tellOfChange(
  tx: DirectTx,
  { before, after, byId }: { before: CallbackRecord | null; after: CallbackRecord; byId: string },
): Promise<string[]> {
  const callbackId = after.id;
  const told: Omit<NewNotice, "byId" | "callbackId">[] = [];
  const isReopened = Boolean(before && !before.openKey && after.openKey);
  const isGiven = after.ownerId !== (before?.ownerId ?? null);
  const isPromised = after.promisedAt?.getTime() !== before?.promisedAt?.getTime() && !isReopened;
  // What was told of the promise before is told anew, or not true any more.
  if (before && (isReopened || isPromised)) {
    const untrue = isPromised ? (["broken", "promised"] as const) : (["broken"] as const);
    await dropNotices(tx, callbackId, [...settledKinds, ...untrue]);
  }
  if (after.ownerId && (isGiven || isPromised)) {
    told.push({ userId: after.ownerId, kind: isPromised ? "promised" : "callback" });
  }
  if (before?.ownerId && before.promisedAt) {
    const { ownerId: userId } = before;
    if (isGiven && !(await dropUnseen(tx, { callbackId, userId })))
      told.push({ userId, kind: "reassigned" });
    if (before.openKey && after.closedReason === "done") told.push({ userId, kind: "kept" });
    if (before.openKey && after.closedReason === "not-needed")
      told.push({ userId, kind: "not-needed" });
  }
  await recordNotices(
    tx,
    told.map((notice) => ({ ...notice, byId, callbackId })),
  );
  const concerned = new Set([after.ownerId, before?.ownerId ?? null]);
  return [...concerned].filter((userId) => userId !== null);
}

/** Tells those whose promises a talk of a colleague's has kept. @param settled as they were just written */
export async function tellOfTalks(tx: DirectTx, settled: readonly CallbackRecord[]): Promise<void> {
  const kept = settled.filter(
    ({ closedReason, closedByCallId, promisedAt, ownerId }) =>
      closedReason === "talked" && closedByCallId && promisedAt && ownerId,
  );
  if (kept.length === 0) return;
  const talkers = await tx.rows<{ callId: string; userId: string }>(
    `SELECT l."callId", l."userId" FROM (${documentRows(tx.dialect, { callId: "text" })}) AS wanted
     CROSS JOIN "CallLeg" l WHERE l."callId" = wanted."callId" AND l."userId" IS NOT NULL
       AND l."answeredAt" IS NOT NULL ORDER BY l."answeredAt"`,
    [...new Set(kept.map(({ closedByCallId }) => closedByCallId))].map((callId) => [callId]),
  );
  const notices = kept.flatMap(({ id: callbackId, ownerId, closedByCallId }): NewNotice[] => {
    const theirs = talkers.filter(({ callId }) => callId === closedByCallId);
    const [first] = theirs;
    // Whoever took part in the talk knows of it.
    if (!first || theirs.some(({ userId }) => userId === ownerId)) return [];
    return [{ userId: ownerId!, kind: "kept", byId: first.userId, callbackId }];
  });
  await recordNotices(tx, notices);
}
