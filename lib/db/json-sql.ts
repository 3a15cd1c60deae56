/**
 * SQL for many rows at once. Both databases get the same SQL, except for how a JSON document becomes rows.
 * Tables and columns are names from the schema, never input.
 */
import { join, raw, sqltag as sql } from "@prisma/client/runtime/client";
import type { Tx } from "./client";
import type { Dialect } from "./migrations";

export type ColumnType = "text" | "integer" | "boolean" | "time";
export type Columns = Readonly<Record<string, ColumnType>>;

const types: Record<ColumnType, string> = {
  text: "text",
  integer: "integer",
  boolean: "boolean",
  time: "timestamp(3)",
};

/** Selects the rows in the statement's parameter, an array of arrays in the order of the columns. */
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

/** PostgreSQL's clock, as Prisma keeps times: UTC, without a zone. */
export const postgresqlNow = "timezone('UTC', clock_timestamp())";

/**
 * Time column as text that `Date` parses in UTC on both databases. Read as it is, PostgreSQL's driver would
 * take it for the server's local time.
 */
export function timeText(dialect: Dialect, column: string): string {
  return dialect === "sqlite"
    ? `(${column} || '')`
    : `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"')`;
}

/**
 * The rows that belong to a row, as an array of objects in one column (`readArray`).
 * @param rows.columns SQL by the objects' keys
 * @param rows.from with its condition, if any
 */
export function arrayOf(
  dialect: Dialect,
  rows: { columns: Readonly<Record<string, string>>; from: string; orderBy: string },
): string {
  const pairs = Object.entries(rows.columns).map(([key, column]) => `'${key}', ${column}`);
  const aggregate =
    dialect === "sqlite"
      ? `json_group_array(json_object(${pairs.join(", ")}) ORDER BY ${rows.orderBy})`
      : `coalesce(json_agg(json_build_object(${pairs.join(", ")}) ORDER BY ${rows.orderBy}), '[]')`;
  return `(SELECT ${aggregate} FROM ${rows.from})`;
}

/** SQLite answers with the array's text, PostgreSQL's driver has read it. */
export function readArray<T>(stored: unknown): T[] {
  return (typeof stored === "string" ? JSON.parse(stored) : stored) as T[];
}

interface Written {
  table: string;
  columns: Columns;
}

/** Which of the rows are written. */
interface RowGuard {
  /** What the condition needs beside the columns that are written, after them in the document. */
  columns: Columns;
  /** About `rows`. */
  condition: string;
}

/** Inserts rows; one that exists is an error. */
export function insertSql(
  dialect: Dialect,
  { table, columns, guard }: Written & { guard?: RowGuard },
): string {
  const names = quoted(Object.keys(columns));
  const document = documentRows(dialect, { ...columns, ...guard?.columns });
  // Without WHERE, SQLite takes the ON of an ON CONFLICT that follows for the ON of a join.
  return `INSERT INTO "${table}" (${names})
    SELECT ${names} FROM (${document}) AS rows WHERE ${guard?.condition ?? "true"}`;
}

/** Inserts the rows whose `key` is new, and returns their columns `returning`. */
export function insertNewSql(
  dialect: Dialect,
  options: Written & { guard?: RowGuard; key: readonly string[]; returning: readonly string[] },
): string {
  return `${insertSql(dialect, options)}
    ON CONFLICT (${quoted(options.key)}) DO NOTHING RETURNING ${quoted(options.returning)}`;
}

/** Inserts rows, and overwrites the columns `update` of those whose `key` exists. */
export function upsertSql(
  dialect: Dialect,
  options: Written & { key: readonly string[]; update: readonly string[] },
): string {
  const set = options.update.map((name) => `"${name}" = excluded."${name}"`).join(", ");
  return `${insertSql(dialect, options)}
    ON CONFLICT (${quoted(options.key)}) DO UPDATE SET ${set}`;
}

/**
 * Overwrites all columns but the id in the rows with these ids.
 * @param options.guard overwrites a row only when its version is one below the new one
 */
export function updateSql(
  dialect: Dialect,
  { table, columns, guard }: Written & { guard?: boolean },
): string {
  const names = Object.keys(columns).filter((name) => name !== "id");
  const set = names.map((name) => `"${name}" = changed."${name}"`).join(", ");
  return `UPDATE "${table}" SET ${set}
    FROM (${documentRows(dialect, columns)}) AS changed
    WHERE "${table}"."id" = changed."id"
    ${guard ? `AND "${table}"."version" = changed."version" - 1` : ""}`;
}

export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** How many values one statement has; SQLite takes 32,766. */
const mostValues = 8_000;

/**
 * Inserts many rows with few statements inside one of Prisma's transactions. Prisma's `createMany` takes
 * most of a millisecond for each row.
 */
export async function insertRows(
  tx: Tx,
  {
    table,
    columns,
    rows,
  }: { table: string; columns: readonly string[]; rows: readonly (readonly unknown[])[] },
): Promise<void> {
  const names = raw(columns.map((column) => `"${column}"`).join(", "));
  const size = Math.floor(mostValues / columns.length);
  for (let start = 0; start < rows.length; start += size) {
    const values = rows.slice(start, start + size).map((row) => sql`(${join([...row])})`);
    await tx.$executeRaw(sql`INSERT INTO ${raw(`"${table}"`)} (${names}) VALUES ${join(values)}`);
  }
}
