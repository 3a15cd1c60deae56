/** Writes contacts, and beside each what was changed. */
import { followOwner } from "#lib/callbacks/follow-owner";
import type { CurrentUser } from "#lib/auth/roles";
import { isVisible } from "#lib/calls/visible-calls";
import { transaction, WriteConflict, type Tx } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/phone-number";
import { fieldsOf, readRow, type ContactField, type FieldsRow } from "./contact-fields";
import { changesBetween, changesSince, isSame, recordChanges } from "./contact-history";
import type { ContactChanges, ContactInput } from "./contact-input";
import { defaultCountry } from "./default-country";
import { liveCallsWith, touchLiveCalls } from "./live-calls";
import { relinkCalls } from "./relink-calls";
import { foldForSearch, searchTextOf } from "./search-text";
import { tagIds } from "./tags";

export interface SavedContact {
  id: string;
  /** Calls under way that now know better who it is: to be published. */
  liveCallIds: string[];
  /** Callbacks that have changed with it: to be published. */
  callbackIds: string[];
}

/** What somebody else has saved meanwhile in the very fields a person is saving. */
export interface FieldConflict {
  fields: ContactField[];
  /** Who saved last; null when the program itself did. */
  userId: string | null;
  at: Date;
}

export type Actor = Pick<CurrentUser, "id" | "role">;

/**
 * @param callId the call during which the contact was written down: it becomes this contact's, even when
 *   its own number tells nothing (a hidden one, say); one that `actor` may not see stays as it is
 */
export async function createContact(
  input: ContactInput,
  actor: Actor,
  callId?: string,
): Promise<SavedContact> {
  const numbers = numbersOf(input, await defaultCountry());
  return transaction(async (tx) => {
    const at = new Date();
    const { id } = await tx.contact.create({
      data: {
        ...(await columnsOf(tx, input, numbers)),
        ...{ createdAt: at, updatedAt: at },
        numbers: { create: numbers },
        emails: { create: emailsOf(input) },
        tags: { create: (await tagIds(tx, input.tags)).map((tagId) => ({ tagId })) },
      },
      select: { id: true },
    });
    const after = fieldsOf((await readRow(tx, id))!);
    const fields = changesBetween(null, after);
    await recordChanges(tx, [{ contactId: id, userId: actor.id, kind: "created", fields }], at);
    if (callId && (await isVisible(tx, actor, callId))) {
      await tx.call.updateMany({
        where: { id: callId, contactId: null },
        data: { contactId: id, version: { increment: 1 } },
      });
    }
    const callbackIds = await relinkCalls(tx, id);
    return { id, liveCallIds: await liveCallsWith(tx, id), callbackIds };
  });
}

/**
 * Saves some fields. What others have saved meanwhile in other fields stays; in the same fields nothing
 * is overwritten, and none of `changes` is saved.
 *
 * @param seenAt the contact's `updatedAt` when the person began to edit
 */
export async function updateContactFields(
  id: string,
  changes: ContactChanges,
  seenAt: Date,
  actor: Actor,
): Promise<SavedContact | { conflict: FieldConflict } | "not-found"> {
  const country = await defaultCountry();
  return transaction(async (tx) => {
    const row = await readRow(tx, id);
    if (!row) return "not-found";
    const conflict = await conflictOf(tx, row, changes, seenAt);
    return conflict ? { conflict } : writeFields(tx, row, { changes, actor, country });
  });
}

/**
 * The same as one of many, whatever the contact holds now.
 *
 * @param change from what a contact holds to what is to be different
 * @returns with what it held before; null when there is no such contact
 */
export async function changeContact(
  id: string,
  change: (now: ContactInput) => ContactChanges,
  actor: Actor,
): Promise<(SavedContact & { before: ContactInput }) | null> {
  const country = await defaultCountry();
  return transaction(async (tx) => {
    const row = await readRow(tx, id);
    if (!row) return null;
    const before = fieldsOf(row);
    const saved = await writeFields(tx, row, { changes: change(before), actor, country });
    return { ...saved, before };
  });
}

async function conflictOf(
  tx: Tx,
  row: FieldsRow,
  changes: ContactChanges,
  seenAt: Date,
): Promise<FieldConflict | null> {
  const now = fieldsOf(row);
  const since = await changesSince(tx, row.id, seenAt);
  const wanted = Object.keys(changes) as ContactField[];
  const fields = wanted.filter(
    (field) => !isSame(changes[field], now[field]) && since.some((change) => change.fields[field]),
  );
  const last = since.find((change) => fields.some((field) => change.fields[field]));
  return last ? { fields, userId: last.userId, at: last.at } : null;
}

async function writeFields(
  tx: Tx,
  row: FieldsRow,
  { changes, actor, country }: { changes: ContactChanges; actor: Actor; country: string },
): Promise<SavedContact> {
  const { id } = row;
  const before = fieldsOf(row);
  const wanted = { ...before, ...changes };
  if (isSame(before, wanted)) return { id, liveCallIds: [], callbackIds: [] };
  const numbers = changes.numbers ? numbersOf(wanted, country) : row.numbers;
  // Later than what anybody has seen, so that "since" never misses it.
  const at = new Date(Math.max(Date.now(), row.updatedAt.getTime() + 1));
  const { count } = await tx.contact.updateMany({
    where: { id, updatedAt: row.updatedAt },
    data: { ...(await columnsOf(tx, wanted, numbers)), updatedAt: at },
  });
  if (count === 0) throw new WriteConflict();
  await replaceRelations(tx, id, changes, country);
  const fields = changesBetween(before, fieldsOf((await readRow(tx, id))!));
  await recordChanges(tx, [{ contactId: id, userId: actor.id, kind: "edited", fields }], at);
  await touchLiveCalls(tx, id);
  const callbackIds = changes.numbers ? await relinkCalls(tx, id) : [];
  if (fields.ownerId) {
    callbackIds.push(...(await followOwner(tx, { contactId: id, ownerId: wanted.ownerId })));
  }
  return { id, liveCallIds: await liveCallsWith(tx, id), callbackIds };
}

async function replaceRelations(
  tx: Tx,
  contactId: string,
  { numbers, emails, tags }: ContactChanges,
  country: string,
): Promise<void> {
  if (numbers) {
    await tx.contactNumber.deleteMany({ where: { contactId } });
    for (const number of numbersOf({ numbers }, country)) {
      await tx.contactNumber.create({ data: { ...number, contactId } });
    }
  }
  if (emails) {
    await tx.contactEmail.deleteMany({ where: { contactId } });
    for (const email of emailsOf({ emails })) {
      await tx.contactEmail.create({ data: { ...email, contactId } });
    }
  }
  if (tags) {
    await tx.contactTag.deleteMany({ where: { contactId } });
    for (const tagId of await tagIds(tx, tags)) {
      await tx.contactTag.create({ data: { contactId, tagId } });
    }
  }
}

async function columnsOf(tx: Tx, input: ContactInput, numbers: readonly { digits: string }[]) {
  const { name, company, emails, note, ownerId, source, doNotCall } = input;
  return {
    ...{ name, note, ownerId, source, doNotCall },
    companyId: company ? await companyId(tx, company) : null,
    companyKey: foldForSearch(company ?? ""),
    searchText: searchTextOf({ name, company, emails, numbers }),
  };
}

/** One company, however its name is typed. */
async function companyId(tx: Tx, name: string): Promise<string> {
  const nameKey = foldForSearch(name);
  const known = await tx.company.findUnique({ where: { nameKey }, select: { id: true } });
  return (known ?? (await tx.company.create({ data: { name, nameKey }, select: { id: true } }))).id;
}

function emailsOf({ emails }: Pick<ContactInput, "emails">) {
  return emails.map(({ address, label }, position) => ({
    ...{ address, label, position },
    key: foldForSearch(address),
  }));
}

function numbersOf({ numbers }: Pick<ContactInput, "numbers">, country: string) {
  return numbers.map(({ raw, label }, position) => ({
    ...parsePhoneNumber(raw, country),
    ...{ label, position },
  }));
}
