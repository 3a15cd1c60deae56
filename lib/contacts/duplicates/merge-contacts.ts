/** Makes one contact of two. Nothing is lost: what could not stay is in the history, and all can be undone. */
import { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import { reachesOwner, reachOf, type Viewer } from "#lib/auth/policy";
import { directOn, transaction, type Tx } from "#lib/db/client";
import { numberedTables } from "#lib/numbers/client-rows";
import { recordChanges } from "../contact-history";
import { growsTooLong, type StoredContact } from "../contact-state";
import { liveCallsOf } from "../live-calls";
import { loadContacts } from "../load-contacts";
import { relinkNumbers } from "../link-rows";
import { writeContacts, type Written } from "../write-contacts";
import { singleFields } from "../fields";
import {
  columnsOf,
  entriesGoingOver,
  mergedState,
  mergeHistory,
  type MergeRecord,
} from "./merge-record";
import { changedSince, joinOpenCallbacks, moveAll, openCallbacks } from "./moved-rows";
export const mergeInput = z
  .object({
    keptId: z.uuid(),
    goneId: z.uuid(),
    /** Fields that are to have the value of the contact that goes; an empty one is always filled. */
    take: z.array(z.enum(singleFields)).default([]),
  })
  .refine(({ keptId, goneId }) => keptId !== goneId, "same");

type MergeInput = z.infer<typeof mergeInput>;

export interface Merged extends Written {
  mergeId: string;
  keptId: string;
}

/**
 * @returns "not-found" when one of them is out of reach, in the bin, or has been merged meanwhile; "too-many" when
 *   one contact can't hold all the numbers, e-mails or tags of both
 */
export async function mergeContacts(
  { keptId, goneId, take }: MergeInput,
  actor: Viewer,
): Promise<Merged | "not-found" | "too-many"> {
  const reach = await reachOf(actor);
  return transaction(async (tx) => {
    const direct = directOn(tx);
    const contacts = await loadContacts(direct, [keptId, goneId]);
    const [kept, gone] = [contacts.get(keptId), contacts.get(goneId)];
    if (!kept || !gone) return "not-found";
    if (![kept, gone].every(({ ownerId }) => reachesOwner(reach, ownerId))) return "not-found";
    const after = mergedState(kept, gone, take);
    if (growsTooLong(kept, after)) return "too-many";
    const at = laterThan(kept, gone);
    const numbers = e164sOf(kept, gone);
    const open = await openCallbacks(tx, { keptId, goneId, e164s: numbers });
    const tagIds = await tagsGoingOver(tx, keptId, goneId);
    const goingOver = entriesGoingOver(kept, gone);
    await putAway(tx, { keptId, goneId, at, ...goingOver });
    const moved = await moveAll(tx, { from: goneId, to: keptId });
    const choices = await moveChoices(tx, goneId, keptId);
    const draft = { id: keptId, before: kept, after, history: mergeHistory(kept, gone, after) };
    const by = { userId: actor.id, kind: "merged", at } as const;
    const written = await writeContacts(direct, [draft], by);
    // A number that the two shared is one contact's now.
    const shared = await relinkNumbers(direct, numbers);
    await joinOpenCallbacks(direct, open, {
      keptId,
      goneId,
      e164s: numbers,
      ownerId: after.ownerId,
    });
    await recordChanges(direct, [{ contactId: goneId, userId: actor.id, kind: "merged", at }]);

    const { companyId } = await tx.contact.findUniqueOrThrow({ where: { id: keptId } });
    const record: MergeRecord = {
      before: columnsOf(kept),
      after: columnsOf({ ...kept, ...after, companyId }),
      ...goingOver,
      tagIds,
      moved,
      linked: Object.fromEntries(
        numberedTables.map((table) => [table, [...written.linked[table], ...shared[table]]]),
      ),
      choices,
      callbacks: await changedSince(tx, open),
    };
    const { id: mergeId } = await tx.contactMerge.create({
      data: { keptId, goneId, userId: actor.id, at, before: JSON.stringify(record) },
      select: { id: true },
    });
    await recordAudit(tx, {
      event: "contact.merged",
      subject: { kind: "contact", id: keptId },
      changes: { merged: [goneId, null] },
    });
    const callbackIds = record.callbacks.map(({ before }) => before.id);
    return {
      mergeId,
      keptId,
      liveCallIds: await liveCallsOf(direct, { contacts: [keptId] }),
      callbackIds: [...new Set([...callbackIds, ...moved.Callback, ...written.callbackIds])],
    };
  });
}

/** Later than what anybody has seen of either: by it those who edit one notice. */
export function laterThan(...contacts: readonly Pick<StoredContact, "updatedAt">[]): Date {
  return new Date(Math.max(Date.now(), ...contacts.map(({ updatedAt }) => +updatedAt + 1)));
}

/** All numbers of both, as far as they are understood. */
export function e164sOf(...contacts: readonly Pick<StoredContact, "numbers">[]): string[] {
  return [...new Set(contacts.flatMap(({ numbers }) => numbers.flatMap(({ e164 }) => e164 ?? [])))];
}

/** The contact that goes keeps what the other has as well. */
async function putAway(
  tx: Tx,
  merge: Pick<MergeRecord, "numbers" | "emails"> & { keptId: string; goneId: string; at: Date },
): Promise<void> {
  const { keptId, goneId, at } = merge;
  const data = { deletedAt: at, mergedIntoId: keptId, updatedAt: at };
  await tx.contact.update({ where: { id: goneId }, data });
  const ids = (rows: readonly { id: string }[]) => ({ id: { in: rows.map(({ id }) => id) } });
  await tx.contactNumber.deleteMany({ where: ids(merge.numbers) });
  await tx.contactEmail.deleteMany({ where: ids(merge.emails) });
}

async function tagsGoingOver(tx: Tx, keptId: string, goneId: string): Promise<string[]> {
  const rows = await tx.contactTag.findMany({
    where: { contactId: goneId, tag: { contacts: { none: { contactId: keptId } } } },
    select: { tagId: true },
  });
  return rows.map(({ tagId }) => tagId);
}

async function moveChoices(tx: Tx, from: string, to: string): Promise<string[]> {
  const where = { contactId: from };
  const choices = await tx.numberChoice.findMany({ where, select: { e164: true } });
  await tx.numberChoice.updateMany({ where, data: { contactId: to } });
  return choices.map(({ e164 }) => e164);
}
