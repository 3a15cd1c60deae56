/** Makes one contact of two. Nothing is lost: what could not stay is in the history, and all can be undone. */
import { transaction, WriteConflict, type Tx } from "#lib/db/client";
import { directOn } from "#lib/db/direct-on";
import { liveCallsWith, touchLiveCalls } from "#lib/contacts/live-calls";
import { relinkNumbers } from "#lib/contacts/relink-calls";
import { searchTextOf } from "#lib/contacts/search-text";
import { joinNumbers } from "./join-numbers";
import { joinOpenCallbacks } from "./open-callbacks";
import type { MergeInput, SingleField } from "./merge-input";
import {
  columnsOf,
  lockBoth,
  type Columns,
  type MergedRow,
  type MergeRecord,
} from "./merge-record";
import { moveAll } from "./moved-rows";
import { recordMerge } from "./record-merge";

export interface Merged {
  mergeId: string;
  keptId: string;
  /** Calls under way that now know better who it is: to be published. */
  liveCallIds: string[];
  /** Callbacks that have changed with it: to be published. */
  callbackIds: string[];
}

/** @returns "not-found" when one of them is in the bin, or has been merged, meanwhile */
export function mergeContacts(
  { keptId, goneId, take }: MergeInput,
  actor: { id: string },
): Promise<Merged | "not-found"> {
  return transaction(async (tx) => {
    const [kept, gone] = await lockBoth(tx, [keptId, goneId]);
    if (!kept || !gone || kept.deletedAt || gone.deletedAt) return "not-found";
    const at = laterThan(kept, gone);
    const after = combine(kept, gone, take);
    await write(tx, kept, { ...after, updatedAt: at });
    await write(tx, gone, { deletedAt: at, mergedIntoId: keptId, updatedAt: at });

    const record: MergeRecord = {
      ...{ before: columnsOf(kept), after },
      ...(await joinNumbers(tx, kept, gone)),
      tagIds: await joinTags(tx, kept, gone),
      moved: await moveAll(tx, { from: goneId, to: keptId }),
      choices: await moveChoices(tx, goneId, keptId),
      // A number that the two shared is one contact's now.
      linked: await relinkNumbers(directOn(tx), e164sOf(kept, gone)),
      callbacks: await joinOpenCallbacks(tx, { keptId, goneId, e164s: e164sOf(kept, gone) }),
    };
    await refreshSearchText(tx, keptId);
    const { id: mergeId } = await tx.contactMerge.create({
      data: { keptId, goneId, userId: actor.id, at, before: JSON.stringify(record) },
      select: { id: true },
    });
    await recordMerge(tx, { kept, gone, after, userId: actor.id, at });
    await touchLiveCalls(tx, keptId);
    const callbackIds = record.callbacks.map((one) => one.before.id);
    return { mergeId, keptId, liveCallIds: await liveCallsWith(tx, keptId), callbackIds };
  });
}

/** Later than what anybody has seen of either: by it those who edit one notice. */
export function laterThan(...rows: readonly Pick<MergedRow, "updatedAt">[]): Date {
  return new Date(Math.max(Date.now(), ...rows.map(({ updatedAt }) => updatedAt.getTime() + 1)));
}

export async function write(
  tx: Tx,
  { id, updatedAt }: Pick<MergedRow, "id" | "updatedAt">,
  data: Partial<Columns> & {
    updatedAt: Date;
    deletedAt?: Date | null;
    mergedIntoId?: string | null;
  },
): Promise<void> {
  const { count } = await tx.contact.updateMany({ where: { id, updatedAt }, data });
  if (count === 0) throw new WriteConflict();
}

/** An empty field takes what the other has; who wants no automatic calls on either side wants none. */
function combine(kept: MergedRow, gone: MergedRow, take: readonly SingleField[]): Columns {
  const pick = <V>(field: SingleField, own: V, other: V): V =>
    (take.includes(field) && other !== null) || own === null ? other : own;
  const company = pick("company", kept.companyId, gone.companyId);
  return {
    name: pick("name", kept.name, gone.name),
    companyId: company,
    companyKey: company === kept.companyId ? kept.companyKey : gone.companyKey,
    ownerId: pick("owner", kept.ownerId, gone.ownerId),
    source: pick("source", kept.source, gone.source),
    note: pick("note", kept.note, gone.note),
    doNotCall: kept.doNotCall || gone.doNotCall,
  };
}

async function joinTags(tx: Tx, kept: MergedRow, gone: MergedRow): Promise<string[]> {
  const own = new Set(kept.tags.map(({ tagId }) => tagId));
  const tagIds = gone.tags.map(({ tagId }) => tagId).filter((tagId) => !own.has(tagId));
  for (const tagId of tagIds) {
    await tx.contactTag.create({ data: { contactId: kept.id, tagId } });
  }
  return tagIds;
}

async function moveChoices(tx: Tx, from: string, to: string): Promise<string[]> {
  const where = { contactId: from };
  const choices = await tx.numberChoice.findMany({ where, select: { e164: true } });
  await tx.numberChoice.updateMany({ where, data: { contactId: to } });
  return choices.map(({ e164 }) => e164);
}

/** All numbers of both, as far as they are understood. */
export function e164sOf(...rows: readonly Pick<MergedRow, "numbers">[]): string[] {
  return [...new Set(rows.flatMap(({ numbers }) => numbers.flatMap(({ e164 }) => e164 ?? [])))];
}

/** What the contact is found by, from what it holds now. */
export async function refreshSearchText(tx: Tx, id: string): Promise<void> {
  const contact = await tx.contact.findUniqueOrThrow({
    where: { id },
    include: {
      company: true,
      numbers: { orderBy: { position: "asc" } },
      emails: { orderBy: { position: "asc" } },
    },
  });
  const searchText = searchTextOf({ ...contact, company: contact.company?.name });
  // The time of the change is the caller's.
  await tx.contact.update({ where: { id }, data: { searchText, updatedAt: contact.updatedAt } });
}
