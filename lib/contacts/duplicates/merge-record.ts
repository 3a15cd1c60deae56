/**
 * What two contacts are as one and what the history says of it; and what the merge found and did, as the database keeps
 * it: all it takes to undo it.
 */
import type { Tx } from "#lib/db/client";
import type { Callback, ContactEmail, ContactNumber } from "#lib/db/generated/sqlite/client";
import { changesBetween, isSame, type FieldChanges } from "../contact-history";
import {
  emailKey,
  fieldsOf,
  joined,
  numberKey,
  sortedTags,
  type ContactState,
  type Stored,
  type StoredContact,
} from "../contact-state";
import {
  columnFields,
  fieldsOfKind,
  pick,
  singleFields,
  type ColumnField,
  type SingleField,
} from "../fields";
import type { MovedTable } from "#lib/numbers/client-rows";

/** What of a contact's own row a merge may change. */
type Columns = Pick<StoredContact, ColumnField | "companyId">;

export interface MergeRecord {
  /** The kept contact's columns before and after. */
  before: Columns;
  after: Columns;
  /** Numbers and e-mails that went over, as they were. */
  numbers: ContactNumber[];
  emails: ContactEmail[];
  /** The kept contact's own numbers that had no label, and have the other's now. */
  labels: { id: string; label: string }[];
  /** Tags the kept contact did not have. */
  tagIds: string[];
  /** Ids by table. */
  moved: Record<MovedTable, string[]>;
  /** Of the two contacts' numbers, and nobody's before; ids by table. */
  linked: Partial<Record<MovedTable, string[]>>;
  /** Numbers for which the one that went was chosen. */
  choices: string[];
  /** Open callbacks of either that the merge has changed: as they were, and their version since. */
  callbacks: { before: Callback; version: number }[];
}

export function columnsOf(contact: Columns): Columns {
  return { ...pick(contact, columnFields), companyId: contact.companyId };
}

/** The columns as they were, but for what somebody has changed since: nobody's words are taken away. */
export async function columnsBefore(
  tx: Tx,
  kept: StoredContact,
  { before, after }: MergeRecord,
): Promise<Partial<ContactState>> {
  const names = columnFields.filter((name) => name in before && kept[name] === after[name]);
  if (kept.companyId !== after.companyId) return pick(before, names);
  const company = await tx.company.findUnique({ where: { id: before.companyId ?? "" } });
  return { ...pick(before, names), company: company?.name ?? null };
}

/** Numbers and e-mails that go over from one contact to the other, with their rows. */
export function entriesGoingOver(kept: StoredContact, gone: StoredContact) {
  const unlike = <T>(
    own: readonly T[],
    others: readonly Stored<T>[],
    key: (entry: T) => string,
  ) => {
    const keys = new Set(own.map(key));
    return others
      .filter((entry) => !keys.has(key(entry)))
      .map((entry) => ({ ...entry, contactId: gone.id }));
  };
  const labelled = new Map(gone.numbers.map((number) => [numberKey(number), number.label]));
  return {
    numbers: unlike(kept.numbers, gone.numbers, numberKey),
    emails: unlike(kept.emails, gone.emails, emailKey),
    labels: kept.numbers.flatMap((number) => {
      const label = labelled.get(numberKey(number));
      return label && !number.label ? [{ id: number.id, label }] : [];
    }),
  };
}

/** What two contacts are as one, and what the history says of it: pure. */
const flags = fieldsOfKind("flag");

/**
 * An empty field takes what the other has; who wants no automatic calls on either side wants none.
 * @param take fields that are to have the value of the contact that goes
 */
export function mergedState(
  kept: StoredContact,
  gone: StoredContact,
  take: readonly SingleField[],
): ContactState {
  const single = singleFields.map((field) => {
    const takes = kept[field] === null || (take.includes(field) && gone[field] !== null);
    return [field, takes ? gone[field] : kept[field]];
  });
  const set = flags.map((flag) => [flag, kept[flag] || gone[flag]]);
  const labels = new Map(gone.numbers.map((number) => [numberKey(number), number.label]));
  const numbers = kept.numbers.map((number) => ({
    ...number,
    label: number.label ?? labels.get(numberKey(number)) ?? null,
  }));
  return {
    ...kept,
    ...Object.fromEntries([...single, ...set]),
    numbers: joined<ContactState["numbers"][number]>(numbers, gone.numbers, numberKey),
    emails: joined<ContactState["emails"][number]>(kept.emails, gone.emails, emailKey),
    tags: sortedTags([...kept.tags, ...gone.tags]),
  };
}

/** From what could not stay, of whichever contact it was, to what did; and all that has changed. */
export function mergeHistory(
  kept: StoredContact,
  gone: StoredContact,
  after: ContactState,
): FieldChanges {
  const [own, other, now] = [fieldsOf(kept), fieldsOf(gone), fieldsOf(after)];
  const lost = singleFields.flatMap((field) => {
    const stays = isSame(own[field], now[field]);
    const isLost = stays && other[field] !== null && !isSame(own[field], other[field]);
    return isLost ? [[field, { from: other[field], to: now[field] }] as const] : [];
  });
  return { ...changesBetween(own, now), ...Object.fromEntries(lost) };
}
