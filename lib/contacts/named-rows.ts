/** Companies and tags are one row each, however their names are typed. */
import { foldForSearch } from "#lib/search/search-text";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertNewSql } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";

const columns = { id: "text", name: "text", nameKey: "text", createdAt: "time" } as const;

export interface NamedRow {
  id: string;
  /** As it was first written. */
  name: string;
  nameKey: string;
}

/**
 * The companies (tags) of these names, by folded name; those that are missing are made.
 * @param names null and blank ones are left out
 */
export async function namedRows(
  tx: DirectTx,
  table: "Company" | "Tag",
  names: readonly (string | null)[],
  now: Date,
): Promise<Map<string, NamedRow>> {
  const byKey = new Map<string, string>();
  for (const name of names) {
    const key = foldForSearch(name ?? "");
    if (name && key && !byKey.has(key)) byKey.set(key, name);
  }
  const keys = [...byKey.keys()];
  const known = await read(tx, table, keys);
  const missing = [...byKey].filter(([key]) => !known.has(key));
  if (missing.length === 0) return known;
  await tx.rows(
    insertNewSql(tx.dialect, { table, columns, key: ["nameKey"], returning: ["id"] }),
    missing.map(([key, name], index) => [timeOrderedId(now.getTime(), index), name, key, now]),
  );
  // Somebody else may have made one of them in between: theirs counts.
  return read(tx, table, keys);
}

async function read(tx: DirectTx, table: "Company" | "Tag", keys: readonly string[]) {
  if (keys.length === 0) return new Map<string, NamedRow>();
  const rows = await tx.rows<NamedRow>(
    `SELECT named."id", named."name", named."nameKey"
     FROM (${documentRows(tx.dialect, { nameKey: "text" })}) AS wanted
     JOIN "${table}" named ON named."nameKey" = wanted."nameKey"`,
    keys.map((key) => [key]),
  );
  return new Map(rows.map((row) => [row.nameKey, row]));
}
