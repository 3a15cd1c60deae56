/** Some rows become contacts, in one transaction. The one way in for everything that is imported. */
import { foldForSearch } from "#lib/contacts/search-text";
import type { DirectTx } from "#lib/db/direct";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { mergeRow, stateOf, changesOf, type ContactState, type Draft } from "./contact-state";
import { findKnown, keysOf, type Known } from "./find-known";
import type { DuplicateMode } from "./import-options";
import { loadStates } from "./load-states";
import type { PreparedRow } from "./prepare-row";
import { writeStates, type Authorship } from "./write-states";

export interface BatchOptions extends Authorship {
  duplicates: DuplicateMode;
  /**
   * Contacts the same address book has brought. Where it is given, people in it may share a number
   * (a company's switchboard): among themselves they are one only when they have one name.
   */
  brought?: ReadonlySet<string>;
}

export interface Applied {
  /** Ids of the contacts made. */
  created: string[];
  updated: number;
  /** Known already, or nothing new about them. */
  skipped: number;
}

export async function applyBatch(
  tx: DirectTx,
  rows: readonly PreparedRow[],
  { duplicates, brought, ...by }: BatchOptions,
): Promise<Applied> {
  const at = new Date();
  const known = duplicates === "create" ? null : await findKnown(tx, rows);
  const states = duplicates === "update" ? await loadStates(tx, idsOf(known)) : new Map();
  const drafts = new Map<string, Draft>();

  function whose(row: PreparedRow): Known | undefined {
    const nameKey = foldForSearch(row.name);
    const candidates = keysOf(row).flatMap((key) => known?.get(key) ?? []);
    const apart = ({ id }: Known) => brought && (brought.has(id) || drafts.has(id));
    const same = candidates.find((one) => one.nameKey === nameKey);
    return same ?? candidates.find((one) => !apart(one));
  }

  function add(row: PreparedRow): void {
    const id = timeOrderedId(at.getTime(), drafts.size);
    drafts.set(id, { id, before: null, now: stateOf(row) });
    remember(row, { id, nameKey: foldForSearch(row.name) });
  }

  function remember(row: PreparedRow, owner: Known): void {
    for (const key of known ? keysOf(row) : []) {
      const list = known!.get(key) ?? [];
      if (!list.some(({ id }) => id === owner.id)) known!.set(key, [...list, owner]);
    }
  }

  let skipped = 0;
  for (const row of rows) {
    const owner = whose(row);
    if (!owner) add(row);
    else if (duplicates === "skip") skipped += 1;
    else if (!merge(drafts, states, owner.id, row)) skipped += 1;
    else remember(row, owner);
  }
  await writeStates(tx, [...drafts.values()], { ...by, kind: "imported", at });
  const created = [...drafts.values()].filter(({ before }) => before === null);
  return {
    created: created.map(({ id }) => id),
    updated: rows.length - created.length - skipped,
    skipped,
  };
}

function idsOf(known: Map<string, Known[]> | null): string[] {
  return [...new Set([...(known?.values() ?? [])].flatMap((owners) => owners.map(({ id }) => id)))];
}

/** @returns whether the row told anything new */
function merge(
  drafts: Map<string, Draft>,
  states: ReadonlyMap<string, ContactState>,
  id: string,
  row: PreparedRow,
): boolean {
  const before = states.get(id);
  const draft = drafts.get(id) ?? (before && { id, before, now: before });
  // Gone since it was found.
  if (!draft) return false;
  const now = mergeRow(draft.now, row);
  if (!changesOf(draft.now, now)) return false;
  drafts.set(id, { ...draft, now });
  return true;
}
