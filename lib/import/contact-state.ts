/** A contact as an import sees it, and what becomes of it: pure. */
import { foldForSearch } from "#lib/contacts/search-text";
import { keyOf, type PreparedRow } from "./prepare-row";

export interface ContactState extends PreparedRow {
  doNotCall: boolean;
}

/** What a contact was and what it is to be; `before` is null of a new one. */
export interface Draft {
  id: string;
  before: ContactState | null;
  now: ContactState;
}

/** What was and what became of a field, as ContactChange keeps it. */
export type FieldChanges = Partial<Record<keyof ContactState, { from: unknown; to: unknown }>>;

export function stateOf(row: PreparedRow): ContactState {
  return { ...row, doNotCall: row.doNotCall ?? false };
}

/** The row's words replace the contact's, where it has any; numbers, addresses and tags are added. */
export function mergeRow(state: ContactState, row: PreparedRow): ContactState {
  return {
    // A row without a person is called as its company: that is nobody's new name.
    name: row.name === row.company ? state.name : row.name,
    company: row.company ?? state.company,
    note: row.note ?? state.note,
    source: row.source ?? state.source,
    ownerId: row.ownerId ?? state.ownerId,
    doNotCall: row.doNotCall ?? state.doNotCall,
    numbers: joined(state.numbers, row.numbers, keyOf),
    emails: joined(state.emails, row.emails, ({ key }) => key),
    tags: joined(state.tags, row.tags, foldForSearch),
  };
}

function joined<T>(own: T[], more: T[], key: (one: T) => string): T[] {
  const known = new Set(own.map(key));
  return [...own, ...more.filter((one) => !known.has(key(one)))];
}

const scalars = ["name", "company", "note", "source", "ownerId", "doNotCall"] as const;

/** As a contact's history writes them, whoever changed it. */
const told = {
  numbers: (state: ContactState) => state.numbers.map(({ raw, label }) => ({ raw, label })),
  emails: (state: ContactState) => state.emails.map(({ address, label }) => ({ address, label })),
  tags: (state: ContactState) => state.tags,
};
const lists = ["numbers", "emails", "tags"] as const;

/** Null when nothing has changed. */
export function changesOf(before: ContactState, now: ContactState): FieldChanges | null {
  const changes: FieldChanges = {};
  for (const field of scalars) {
    if (before[field] !== now[field]) changes[field] = { from: before[field], to: now[field] };
  }
  for (const field of lists) {
    const [from, to] = [told[field](before), told[field](now)];
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[field] = { from, to };
  }
  return Object.keys(changes).length > 0 ? changes : null;
}

/** The contact without these changes; what was added to its lists since stays. */
export function withoutChanges(state: ContactState, changes: FieldChanges): ContactState {
  const back: Record<string, unknown> = { ...state };
  for (const field of scalars) {
    const change = changes[field];
    if (change) back[field] = change.from;
  }
  const gone = (field: (typeof lists)[number]) => {
    const { from = [], to = [] } = (changes[field] ?? {}) as { from?: unknown[]; to?: unknown[] };
    const had = new Set(from.map(nameOf));
    return new Set(to.map(nameOf).filter((one) => !had.has(one)));
  };
  const [numbers, emails, tags] = lists.map(gone) as [Set<string>, Set<string>, Set<string>];
  return {
    ...(back as unknown as ContactState),
    numbers: state.numbers.filter(({ raw }) => !numbers.has(raw)),
    emails: state.emails.filter(({ address }) => !emails.has(address)),
    tags: state.tags.filter((tag) => !tags.has(tag)),
  };
}

/** What tells one entry of a list from another. */
function nameOf(entry: unknown): string {
  if (typeof entry === "string") return entry;
  const { raw, address } = entry as { raw?: string; address?: string };
  return raw ?? address ?? "";
}
