/** Two contacts again, each with what was its own. What came after the merge stays with the kept one. */
import { liveCallsWith, touchLiveCalls } from "#lib/contacts/live-calls";
import { relinkNumbers } from "#lib/contacts/relink-calls";
import { transaction, WriteConflict, type Tx } from "#lib/db/client";
import { directOn } from "#lib/db/direct-on";
import { partNumbers } from "./join-numbers";
import { partOpenCallbacks } from "./open-callbacks";
import { e164sOf, laterThan, refreshSearchText, write, type Merged } from "./merge-contacts";
import { lockBoth, type Columns, type MergedRow, type MergeRecord } from "./merge-record";
import { moveThese } from "./moved-rows";
import { recordUndo } from "./record-merge";

export interface Unmerged extends Omit<Merged, "mergeId"> {
  goneId: string;
}

/**
 * @returns "not-found" when there is no such merge, or it is undone already; "merged-on" when the kept
 *   contact has itself gone into another since: that merge is to be undone first
 */
export function undoMerge(
  mergeId: string,
  actor: { id: string },
): Promise<Unmerged | "not-found" | "merged-on"> {
  return transaction(async (tx) => {
    const merge = await tx.contactMerge.findUnique({ where: { id: mergeId } });
    if (!merge || merge.undoneAt) return "not-found";
    const { keptId, goneId } = merge;
    const [kept, gone] = await lockBoth(tx, [keptId, goneId]);
    if (!kept || gone?.mergedIntoId !== keptId) return "not-found";
    if (kept.mergedIntoId) return "merged-on";
    const at = laterThan(kept, gone);
    const { count } = await tx.contactMerge.updateMany({
      where: { id: mergeId, undoneAt: null },
      data: { undoneAt: at },
    });
    if (count === 0) throw new WriteConflict();

    const record = JSON.parse(merge.before) as MergeRecord;
    await write(tx, kept, { ...columnsBefore(kept, record), updatedAt: at });
    await write(tx, gone, { deletedAt: null, mergedIntoId: null, updatedAt: at });
    await partNumbers(tx, kept, record);
    await giveBack(tx, { keptId, goneId }, record);
    const callbackIds = await partOpenCallbacks(tx, record.callbacks);
    for (const id of [keptId, goneId]) await refreshSearchText(tx, id);
    await relinkNumbers(directOn(tx), e164sOf(kept, gone));
    await recordUndo(tx, [keptId, goneId], { userId: actor.id, at });
    const liveCallIds: string[] = [];
    for (const id of [keptId, goneId]) {
      await touchLiveCalls(tx, id);
      liveCallIds.push(...(await liveCallsWith(tx, id)));
    }
    return { keptId, goneId, liveCallIds, callbackIds };
  });
}

/** As they were, but for what somebody has changed since: nobody's words are taken away. */
function columnsBefore(kept: MergedRow, { before, after }: MergeRecord): Partial<Columns> {
  const names = Object.keys(before) as (keyof Columns)[];
  const untouched = names.filter((name) => kept[name] === after[name]);
  return Object.fromEntries(untouched.map((name) => [name, before[name]]));
}

async function giveBack(
  tx: Tx,
  { keptId, goneId }: { keptId: string; goneId: string },
  { tagIds, moved, linked, choices }: MergeRecord,
): Promise<void> {
  await tx.contactTag.deleteMany({ where: { contactId: keptId, tagId: { in: tagIds } } });
  await moveThese(tx, moved, { from: keptId, to: goneId });
  await moveThese(tx, linked, { from: keptId, to: null });
  await tx.numberChoice.updateMany({
    where: { contactId: keptId, e164: { in: choices } },
    data: { contactId: goneId },
  });
}
