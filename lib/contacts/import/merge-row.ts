/** What becomes of a contact by a row of a file, and by taking that row back: pure. */
import { foldForSearch } from "#lib/search/search-text";
import type { FieldChanges } from "../contact-history";
import { emailKey, joined, numberKey, type ContactState } from "../contact-state";
import { fieldsOfKind, singleFields } from "../fields";
import type { PreparedRow } from "./prepare-row";

const flags = fieldsOfKind("flag");
const values = [...singleFields, ...flags];

/** A new contact as the row has it. */
export function stateOfRow(row: PreparedRow): ContactState {
  const truths = flags.map((flag) => [flag, row[flag] ?? false]);
  return { ...row, ...Object.fromEntries(truths) } as ContactState;
}

/** The row's words replace the contact's, where it has any; numbers, addresses and tags are added. */
export function mergeRow(state: ContactState, row: PreparedRow): ContactState {
  const replaced = Object.fromEntries(values.map((field) => [field, row[field] ?? state[field]]));
  return {
    ...state,
    ...replaced,
    // A row without a person is called as its company: that is nobody's new name.
    name: row.name === row.company ? state.name : row.name,
    numbers: joined(state.numbers, row.numbers, numberKey),
    emails: joined(state.emails, row.emails, emailKey),
    tags: joined(state.tags, row.tags, foldForSearch),
  };
}

/** The contact without these changes; what was added to its lists since stays. */
export function withoutChanges(state: ContactState, changes: FieldChanges): ContactState {
  const back = values.flatMap((field) => {
    const change = changes[field];
    return change ? [[field, change.from]] : [];
  });
  const { numbers, emails, tags } = changes;
  const raws = added(numbers, ({ raw }) => raw);
  const addresses = added(emails, ({ address }) => address);
  const names = added(tags, (tag) => tag);
  return {
    ...state,
    ...Object.fromEntries(back),
    numbers: state.numbers.filter(({ raw }) => !raws.has(raw)),
    emails: state.emails.filter(({ address }) => !addresses.has(address)),
    tags: state.tags.filter((tag) => !names.has(tag)),
  };
}

function added<T>(
  change: { from: T[] | null; to: T[] } | undefined,
  nameOf: (entry: T) => string,
): Set<string> {
  const had = new Set((change?.from ?? []).map(nameOf));
  return new Set((change?.to ?? []).map(nameOf).filter((name) => !had.has(name)));
}
