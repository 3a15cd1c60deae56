/** A contact as its writers hold it: its fields, with the numbers understood and the addresses folded. */
import { foldForSearch, sortKeyOf } from "#lib/search/search-text";
import { parsePhoneNumber, type PhoneNumber } from "#lib/numbers/phone-number";
import { readNumbers } from "#lib/numbers/read-numbers";
import {
  fieldNames,
  fieldsOfKind,
  fieldsThatAre,
  mostEntries,
  pick,
  type ContactChanges,
  type ContactFields,
} from "./fields";

export interface NumberEntry extends PhoneNumber {
  label: string | null;
}

export interface EmailEntry {
  address: string;
  /** Folded for comparison. */
  key: string;
  label: string | null;
}

export interface ContactState extends Omit<ContactFields, "numbers" | "emails"> {
  numbers: NumberEntry[];
  emails: EmailEntry[];
}

/** As the database holds it; the entries with the ids of their rows. */
export interface StoredContact extends ContactState {
  id: string;
  companyId: string | null;
  updatedAt: Date;
  numbers: Stored<NumberEntry>[];
  emails: Stored<EmailEntry>[];
}

/** An entry and its row. */
export type Stored<T> = T & { id: string; position: number };

/** @param country gives national numbers their meaning, ISO 3166 alpha-2 */
export function stateOf(fields: ContactFields, country: string): ContactState {
  return {
    ...fields,
    numbers: fields.numbers.flatMap(({ raw, label }) => numberEntries({ raw, label }, country)),
    emails: fields.emails.map(({ address, label }) => ({
      address,
      key: foldForSearch(address),
      label,
    })),
  };
}

/** One field's number, or each of several that somebody has put into it, with the words beside it. */
function numberEntries(
  { raw, label }: ContactFields["numbers"][number],
  country: string,
): NumberEntry[] {
  const found = readNumbers(raw, country);
  if (found.length > 1 && found.every(({ e164 }) => e164 !== null)) {
    return found.map((one) => ({
      ...parsePhoneNumber(one.raw, country),
      label: one.label ?? label,
    }));
  }
  return [{ ...parsePhoneNumber(raw, country), label }];
}

/** The contact with some fields as they are to be; numbers that are not among them stay as understood. */
export function stateWith(
  state: ContactState,
  changes: ContactChanges,
  country: string,
): ContactState {
  const changed = stateOf({ ...fieldsOf(state), ...changes }, country);
  return changes.numbers ? changed : { ...changed, numbers: state.numbers };
}

/** What a person sees of it. */
export function fieldsOf(state: ContactState): ContactFields {
  return {
    ...pick(state, fieldNames),
    numbers: state.numbers.map(({ raw, label }) => ({ raw, label })),
    emails: state.emails.map(({ address, label }) => ({ address, label })),
  };
}

/** One number, however it is spelled; what has no E.164 is compared by its digits. */
export function numberKey({ e164, digits, raw }: PhoneNumber): string {
  return e164 ?? (digits || raw);
}

export const emailKey = ({ key }: Pick<EmailEntry, "key">): string => key;

/** All entries of both, those of `own` first, each once. */
export function joined<T>(own: readonly T[], more: readonly T[], key: (entry: T) => string): T[] {
  const known = new Set(own.map(key));
  return [...own, ...more.filter((entry) => !known.has(key(entry)))];
}

/** Each once, however it is spelled, in the order of lists. */
export function sortedTags(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const byKey = new Map(names.toReversed().map((name) => [foldForSearch(name), name]));
  byKey.delete("");
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

const lists = fieldsOfKind("numbers", "emails", "tags");

/** Whether it would get more of something than a contact can hold. What it holds already may stay. */
export function growsTooLong(before: ContactState | null, after: ContactState): boolean {
  return lists.some((field) => {
    const { length } = after[field];
    return length > mostEntries && length > (before?.[field].length ?? 0);
  });
}

/**
 * All a contact is found by, in one text, so that one index answers every search. It begins with the
 * name, because lists sort by it, and ends with the digits of the numbers.
 */
export function contactSearchText(state: ContactState): string {
  const words = searchedFields.flatMap((field) => {
    if (field === "numbers") return [];
    if (field === "emails") return state.emails.map(({ address }) => address);
    return state[field] ?? [];
  });
  const parts = [...words, ...state.numbers.map(({ digits }) => digits)];
  return sortKeyOf(foldForSearch(parts.filter(Boolean).join(" ")));
}

const searchedFields = fieldsThatAre("searched");
