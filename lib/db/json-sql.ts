/**
 * SQL about many rows at once, the same on both databases but for how a JSON document is taken apart.
 * Tables and columns are names from the schema, never input.
 */
import type { Dialect } from "./migrations";

export type ColumnType = "text" | "integer" | "boolean" | "time";
export type Columns = Readonly<Record<string, ColumnType>>;

const types: Record<ColumnType, string> = {
  text: "text",
  integer: "integer",
  boolean: "boolean",
  time: "timestamp(3)",
};

/** A SELECT of the rows in the statement's parameter: an array of arrays, in the columns' order. */
export function documentRows(dialect: Dialect, columns: Columns): string {
  const list = Object.entries(columns).map(([name, type], index) =>
    dialect === "sqlite"
      ? `value ->> '$[${index}]' AS "${name}"`
      : `(value ->> ${index})::${types[type]} AS "${name}"`,
  );
  const source =
    dialect === "sqlite" ? "json_each(?)" : "json_array_elements($1::json) AS document(value)";
  return `SELECT ${list.join(", ")} FROM ${source}`;
}

interface Written {
  table: string;
  columns: Columns;
}

/** Inserts rows that are not there yet. */
export function insertSql(dialect: Dialect, { table, columns }: Written): string {
  const names = quoted(Object.keys(columns));
  // SQLite needs the WHERE to tell a conflict's ON, which may follow, from a join's.
  return `INSERT INTO "${table}" (${names})
    SELECT ${names} FROM (${documentRows(dialect, columns)}) AS rows WHERE true`;
}

/** Inserts the rows whose `key` is not there yet, and returns `returning` of those. */
export function insertNewSql(
  dialect: Dialect,
  options: Written & { key: readonly string[]; returning: readonly string[] },
): string {
  return `${insertSql(dialect, options)}
    ON CONFLICT (${quoted(options.key)}) DO NOTHING RETURNING ${quoted(options.returning)}`;
}

/** Inserts, and overwrites `update` of the rows whose `key` is there already. */
export function upsertSql(
  dialect: Dialect,
  options: Written & { key: readonly string[]; update: readonly string[] },
): string {
  const set = options.update.map((name) => `"${name}" = excluded."${name}"`).join(", ");
  return `${insertSql(dialect, options)}
    ON CONFLICT (${quoted(options.key)}) DO UPDATE SET ${set}`;
}

/**
 * Overwrites the rows with these ids, every column but the id.
 * @param options.guard a row is overwritten only when its version is one below the new one
 */
export function updateSql(
  dialect: Dialect,
  { table, columns, guard }: Written & { guard?: boolean },
): string {
  const names = Object.keys(columns).filter((name) => name !== "id");
  const set = names.map((name) => `"${name}" = fresh."${name}"`).join(", ");
  return `UPDATE "${table}" SET ${set}
    FROM (${documentRows(dialect, columns)}) AS fresh
    WHERE "${table}"."id" = fresh."id"
    ${guard ? `AND "${table}"."version" = fresh."version" - 1` : ""}`;
}

export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
