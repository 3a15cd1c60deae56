/** Two contacts again, each with what was its own. What came after the merge stays with the kept one. */
import { recordAudit } from "#lib/audit/record-audit";
import { reachesOwner, reachOf, type Viewer } from "#lib/auth/policy";
import { directOn, transaction, WriteConflict, type Tx } from "#lib/db/client";
import { recordChanges } from "../contact-history";
import { emailKey, numberKey, type ContactState, type StoredContact } from "../contact-state";
import { liveCallsOf } from "../live-calls";
import { loadContacts } from "../load-contacts";
import { relinkNumbers } from "../link-rows";
import { writeContacts, type Written } from "../write-contacts";
import { e164sOf, laterThan } from "./merge-contacts";
import { columnsBefore, type MergeRecord } from "./merge-record";
import { moveThese, partOpenCallbacks } from "./moved-rows";

export interface Unmerged extends Written {
  keptId: string;
  goneId: string;
}

/**
 * @returns "not-found" when there is no such merge within reach, or it is undone already; "merged-on" when the kept
 *   contact has itself gone into another since: that merge is to be undone first
 */
export async function undoMerge(
  mergeId: string,
  actor: Viewer,
): Promise<Unmerged | "not-found" | "merged-on"> {
  const reach = await reachOf(actor);
  return transaction(async (tx) => {
    const direct = directOn(tx);
    const merge = await tx.contactMerge.findUnique({ where: { id: mergeId } });
    if (!merge || merge.undoneAt) return "not-found";
    const { keptId, goneId } = merge;
    const contacts = await loadContacts(direct, [keptId, goneId], { binned: true });
    const [kept, gone] = [contacts.get(keptId), contacts.get(goneId)];
    const went = await wentInto(tx, [keptId, goneId]);
    if (!kept || !gone || went.get(goneId) !== keptId) return "not-found";
    if (![kept, gone].every(({ ownerId }) => reachesOwner(reach, ownerId))) return "not-found";
    if (went.get(keptId)) return "merged-on";
    const at = laterThan(kept, gone);
    const { count } = await tx.contactMerge.updateMany({
      where: { id: mergeId, undoneAt: null },
      data: { undoneAt: at },
    });
    if (count === 0) throw new WriteConflict();

    const record = JSON.parse(merge.before) as MergeRecord;
    const callbackIds = await partOpenCallbacks(tx, record.callbacks);
    const after = await stateBefore(tx, kept, record);
    const draft = { id: keptId, before: kept, after, history: null };
    const written = await writeContacts(direct, [draft], {
      userId: actor.id,
      kind: "unmerged",
      at,
      keepCallbacks: callbackIds.length > 0,
    });
    await giveBack(tx, { keptId, goneId, at }, record);
    await recordChanges(direct, [{ contactId: goneId, userId: actor.id, kind: "unmerged", at }]);
    await relinkNumbers(direct, e164sOf(kept, gone, record));
    await recordAudit(tx, {
      event: "contact.unmerged",
      subject: { kind: "contact", id: keptId },
      changes: { merged: [null, goneId] },
    });
    const liveCallIds = await liveCallsOf(direct, { contacts: [keptId, goneId] });
    const changed = [
      ...new Set([...callbackIds, ...record.moved.Callback, ...written.callbackIds]),
    ];
    return { keptId, goneId, liveCallIds, callbackIds: changed };
  });
}

/** Which contacts have gone into which. */
async function wentInto(tx: Tx, ids: string[]): Promise<Map<string, string | null>> {
  const rows = await tx.contact.findMany({
    where: { id: { in: ids } },
    select: { id: true, mergedIntoId: true },
  });
  return new Map(rows.map(({ id, mergedIntoId }) => [id, mergedIntoId]));
}

/** The kept contact without what the other has brought, however its lists were rewritten since. */
async function stateBefore(
  tx: Tx,
  kept: StoredContact,
  record: MergeRecord,
): Promise<ContactState> {
  const tags = await tx.tag.findMany({ where: { id: { in: record.tagIds } } });
  const names = new Set(tags.map(({ name }) => name));
  const numbers = new Set(record.numbers.map(numberKey));
  const emails = new Set(record.emails.map(emailKey));
  const labels = new Map(record.labels.map(({ id, label }) => [id, label]));
  return {
    ...kept,
    ...(await columnsBefore(tx, kept, record)),
    tags: kept.tags.filter((tag) => !names.has(tag)),
    emails: kept.emails.filter((email) => !emails.has(emailKey(email))),
    numbers: kept.numbers
      .filter((number) => !numbers.has(numberKey(number)))
      .map((number) => {
        const isTaken = number.label !== null && labels.get(number.id) === number.label;
        return isTaken ? { ...number, label: null } : number;
      }),
  };
}

async function giveBack(
  tx: Tx,
  { keptId, goneId, at }: { keptId: string; goneId: string; at: Date },
  { numbers, emails, moved, linked, choices }: MergeRecord,
): Promise<void> {
  const data = { deletedAt: null, mergedIntoId: null, updatedAt: at };
  await tx.contact.update({ where: { id: goneId }, data });
  for (const data of numbers) await tx.contactNumber.create({ data });
  for (const data of emails) await tx.contactEmail.create({ data });
  await moveThese(tx, moved, { from: keptId, to: goneId });
  await moveThese(tx, linked, { from: keptId, to: null });
  await tx.numberChoice.updateMany({
    where: { contactId: keptId, e164: { in: choices } },
    data: { contactId: goneId },
  });
}
