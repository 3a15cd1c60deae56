/** What becomes of rows, before anything is written: new contacts, changes of known ones, or nothing. */
import type { DirectTx } from "#lib/db/direct";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { foldForSearch } from "#lib/search/search-text";
import { changesBetween } from "../contact-history";
import { fieldsOf, growsTooLong, type StoredContact } from "../contact-state";
import { loadContacts } from "../load-contacts";
import type { Draft } from "../write-contacts";
import type { DuplicateMode } from "./import-options";
import { findKnown, keysOf, type Known } from "./known-contacts";
import { mergeRow, stateOfRow } from "./merge-row";
import type { PreparedRow } from "./prepare-row";
import type { SkipReason } from "./row-reading";

/** `tooMany`: the contact can't hold it. */
export type Fate = "created" | "updated" | SkipReason | "tooMany";

interface Judged {
  drafts: Draft[];
  /** Of each row, in their order. */
  fates: Fate[];
}

export interface JudgeOptions {
  duplicates: DuplicateMode;
  /**
   * Contacts the same address book has brought. Where it is given, people in it may share a number
   * (a company's switchboard): among themselves they are one only when they have one name.
   */
  brought?: ReadonlySet<string>;
}

/** Rows see the contacts in the database, and each the rows before it. */
export async function judgeRows(
  tx: DirectTx,
  rows: readonly PreparedRow[],
  { duplicates, brought }: JudgeOptions,
  at: Date,
): Promise<Judged> {
  const known = duplicates === "create" ? null : await findKnown(tx, rows);
  const stored = await loadContacts(tx, duplicates === "update" ? idsOf(known) : []);
  const drafts = new Map<string, Draft>();

  function whose(row: PreparedRow): Known | undefined {
    const nameKey = foldForSearch(row.name);
    const candidates = keysOf(row).flatMap((key) => known?.get(key) ?? []);
    const apart = ({ id }: Known) => brought && (brought.has(id) || drafts.has(id));
    const same = candidates.find((candidate) => candidate.nameKey === nameKey);
    return same ?? candidates.find((candidate) => !apart(candidate));
  }

  function add(row: PreparedRow): Fate {
    const id = timeOrderedId(at.getTime(), drafts.size);
    drafts.set(id, { id, before: null, after: stateOfRow(row) });
    remember(row, { id, nameKey: foldForSearch(row.name) });
    return "created";
  }

  function remember(row: PreparedRow, owner: Known): void {
    for (const key of known ? keysOf(row) : []) {
      const list = known!.get(key) ?? [];
      if (!list.some(({ id }) => id === owner.id)) list.push(owner);
      known!.set(key, list);
    }
  }

  const fates = rows.map((row) => {
    const owner = whose(row);
    if (!owner) return add(row);
    const fate = duplicates === "skip" ? "known" : merge(drafts, stored, owner.id, row);
    if (fate === "updated") remember(row, owner);
    return fate;
  });
  return { drafts: [...drafts.values()], fates };
}

function idsOf(known: Map<string, Known[]> | null): string[] {
  return [...new Set([...(known?.values() ?? [])].flatMap((owners) => owners.map(({ id }) => id)))];
}

function merge(
  drafts: Map<string, Draft>,
  stored: ReadonlyMap<string, StoredContact>,
  id: string,
  row: PreparedRow,
): Fate {
  const before = stored.get(id);
  const draft = drafts.get(id) ?? (before && { id, before, after: before });
  // Gone since it was found.
  if (!draft) return "known";
  const after = mergeRow(draft.after, row);
  const changes = changesBetween(fieldsOf(draft.after), fieldsOf(after));
  if (Object.keys(changes).length === 0) return "unchanged";
  if (growsTooLong(draft.before, after)) return "tooMany";
  drafts.set(id, { ...draft, after });
  return "updated";
}
