/** A promise that a talk has ended before its time, and that is to be kept all the same. */
import { currentTime } from "#lib/base/clock";
import { ActionError } from "#lib/auth/action-error";
import { reachOf, type Viewer } from "#lib/auth/policy";
import { directTransaction } from "#lib/db/client";
import { openKeyOf, recordCallbackChange, type CallbackRecord } from "./callback-record";
import { lockedCallback, type ReopenedCallbacks } from "./change-callback";
import { reconcile } from "./reconcile";
import { openCallbacksOf, saveCallbacks } from "./store";
import { tellOfChange } from "./tell-people";

/**
 * Opens the promise again, for the same time. A callback that the client has opened since moves to that time.
 * @throws {ActionError} "closed" when no talk has ended the promise, or the client was promised another time since;
 *   "not-found"
 */
export async function keepPromise(id: string, user: Viewer): Promise<ReopenedCallbacks> {
  const reach = await reachOf(user);
  return directTransaction(async (tx) => {
    const record = await lockedCallback(tx, id, reach);
    if (record.openKey) return { ids: [], toldIds: [] };
    if (record.closedReason !== "talked" || !record.promisedAt) throw new ActionError("closed");
    const openKey = openKeyOf(record);
    const open = (await openCallbacksOf(tx, [record])).find((one) => one.openKey === openKey);
    if (open?.promisedAt) throw new ActionError("closed");
    const reopened = { closedAt: null, closedReason: null, closedByCallId: null, openKey };
    const kept: CallbackRecord = {
      ...(open ?? { ...record, ...reopened }),
      // The talk that has ended it began earlier than this, and does not end it again.
      promisedAt: currentTime(),
      waitingSince: record.waitingSince,
      dueAt: record.waitingSince,
    };
    await saveCallbacks(tx, [kept]);
    await recordCallbackChange(tx, { callbackId: kept.id, userId: user.id, kind: "reopened" });
    const after = { ...record, openKey };
    const toldIds = await tellOfChange(tx, { before: record, after, byId: user.id });
    await reconcile(tx, [kept]);
    return { ids: [kept.id], toldIds };
  });
}
