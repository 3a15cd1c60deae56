/** Some rows become contacts, in one transaction. The one way in for everything that is imported. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { foldForSearch } from "#lib/search/search-text";
import { changesBetween } from "../contact-history";
import { fieldsOf, growsTooLong, type StoredContact } from "../contact-state";
import { loadContacts } from "../load-contacts";
import { type Draft, writeContacts, type Written } from "../write-contacts";
import type { DuplicateMode } from "./import-options";
import { mergeRow, stateOfRow } from "./merge-row";
import type { PreparedRow } from "./prepare-row";

export interface BatchOptions {
  userId: string | null;
  /** Null for what no person imports: then no history is written either. */
  importId: string | null;
  duplicates: DuplicateMode;
  /**
   * Contacts the same address book has brought. Where it is given, people in it may share a number
   * (a company's switchboard): among themselves they are one only when they have one name.
   */
  brought?: ReadonlySet<string>;
}

export interface Applied extends Written {
  /** Ids of the contacts made. */
  created: string[];
  updated: number;
  /** Known already, or nothing new about them. */
  skipped: number;
  /** Rows that were not taken, by their place among those given. */
  refused: { index: number; reason: "tooMany" }[];
}

export async function applyBatch(
  tx: DirectTx,
  rows: readonly PreparedRow[],
  { duplicates, brought, userId, importId }: BatchOptions,
): Promise<Applied> {
  const at = new Date();
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

  function add(row: PreparedRow): void {
    const id = timeOrderedId(at.getTime(), drafts.size);
    drafts.set(id, { id, before: null, after: stateOfRow(row) });
    remember(row, { id, nameKey: foldForSearch(row.name) });
  }

  function remember(row: PreparedRow, owner: Known): void {
    for (const key of known ? keysOf(row) : []) {
      const list = known!.get(key) ?? [];
      if (!list.some(({ id }) => id === owner.id)) list.push(owner);
      known!.set(key, list);
    }
  }

  const counts = { updated: 0, skipped: 0 };
  const refused: Applied["refused"] = [];
  for (const [index, row] of rows.entries()) {
    const owner = whose(row);
    if (!owner) {
      add(row);
      continue;
    }
    const merged = duplicates === "skip" ? "skipped" : merge(drafts, stored, owner.id, row);
    if (merged === "tooMany") refused.push({ index, reason: merged });
    else counts[merged] += 1;
    if (merged === "updated") remember(row, owner);
  }
  const kind = importId === null ? null : "imported";
  const written = await writeContacts(tx, [...drafts.values()], { userId, importId, kind, at });
  const created = [...drafts.values()].filter(({ before }) => before === null);
  return { ...written, ...counts, created: created.map(({ id }) => id), refused };
}

function idsOf(known: Map<string, Known[]> | null): string[] {
  return [...new Set([...(known?.values() ?? [])].flatMap((owners) => owners.map(({ id }) => id)))];
}

/** @returns "skipped" when the row says nothing new, "tooMany" when the contact can't hold it */
function merge(
  drafts: Map<string, Draft>,
  stored: ReadonlyMap<string, StoredContact>,
  id: string,
  row: PreparedRow,
): "updated" | "skipped" | "tooMany" {
  const before = stored.get(id);
  const draft = drafts.get(id) ?? (before && { id, before, after: before });
  // Gone since it was found.
  if (!draft) return "skipped";
  const after = mergeRow(draft.after, row);
  const changes = changesBetween(fieldsOf(draft.after), fieldsOf(after));
  if (Object.keys(changes).length === 0) return "skipped";
  if (growsTooLong(draft.before, after)) return "tooMany";
  drafts.set(id, { ...draft, after });
  return "updated";
}

interface Known {
  id: string;
  nameKey: string;
}

/** The keys under which a contact is recognised: its numbers, then its addresses. */
function keysOf({ numbers, emails }: Pick<PreparedRow, "numbers" | "emails">): string[] {
  return [
    ...numbers.map(({ e164, digits, raw }) => (e164 ? `e164:${e164}` : `digits:${digits || raw}`)),
    ...emails.map(({ key }) => `email:${key}`),
  ];
}

/** CROSS JOIN has SQLite begin with the document; the functions keep it from the wrong index. */
const lookups = {
  e164: `"ContactNumber" n CROSS JOIN "Contact" c WHERE n."e164" = wanted."key"`,
  digits: `"ContactNumber" n CROSS JOIN "Contact" c
    WHERE n."digits" = wanted."key" AND coalesce(n."e164", '') = ''`,
  email: `"ContactEmail" n CROSS JOIN "Contact" c WHERE n."key" = wanted."key"`,
};

/** Contacts by key, the oldest first, by an index for each; those in the bin are nobody. */
async function findKnown(
  tx: DirectTx,
  rows: readonly PreparedRow[],
): Promise<Map<string, Known[]>> {
  const keys = new Set(rows.flatMap(keysOf));
  const found = new Map<string, Known[]>();
  for (const kind of ["e164", "digits", "email"] as const) {
    const prefix = `${kind}:`;
    const wanted = [...keys].flatMap((key) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length)]] : [],
    );
    if (wanted.length === 0) continue;
    const owners = await tx.rows<{ key: string; id: string; name: string }>(
      `SELECT wanted."key" AS "key", c."id" AS "id", c."name" AS "name"
       FROM (${documentRows(tx.dialect, { key: "text" })}) AS wanted CROSS JOIN ${lookups[kind]}
         AND c."id" = n."contactId" AND c."deletedAt" IS NULL
       ORDER BY c."id"`,
      wanted,
    );
    for (const { key, id, name } of owners) {
      const list = found.get(prefix + key) ?? [];
      list.push({ id, nameKey: foldForSearch(name) });
      found.set(prefix + key, list);
    }
  }
  return found;
}
