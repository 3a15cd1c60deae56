import { foldForSearch } from "#lib/contacts/search-text";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertNewSql } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";

const columns = { id: "text", name: "text", nameKey: "text", createdAt: "time" } as const;

/** Ids by folded name, of companies (tags) that exist and of those made for it. */
export async function namedIds(
  tx: DirectTx,
  table: "Company" | "Tag",
  names: readonly (string | null)[],
  now: Date,
): Promise<Map<string, string>> {
  const byKey = new Map<string, string>();
  for (const name of names) {
    const key = foldForSearch(name ?? "");
    if (name && key && !byKey.has(key)) byKey.set(key, name);
  }
  if (byKey.size === 0) return byKey;
  const { dialect } = tx;
  const read = () =>
    tx.rows<{ id: string; nameKey: string }>(
      `SELECT one."id", one."nameKey"
       FROM (${documentRows(dialect, { nameKey: "text" })}) AS wanted
       JOIN "${table}" one ON one."nameKey" = wanted."nameKey"`,
      [...byKey.keys()].map((key) => [key]),
    );
  const known = new Map((await read()).map(({ id, nameKey }) => [nameKey, id]));
  const missing = [...byKey].filter(([key]) => !known.has(key));
  if (missing.length === 0) return known;
  await tx.rows(
    insertNewSql(dialect, { table, columns, key: ["nameKey"], returning: ["id"] }),
    missing.map(([key, name], index) => [timeOrderedId(now.getTime(), index), name, key, now]),
  );
  // Somebody else may have made one of them in between: theirs counts.
  return new Map((await read()).map(({ id, nameKey }) => [nameKey, id]));
}
