/**
 * Inserts many rows with few statements inside one of Prisma's transactions. Prisma's `createMany` takes
 * most of a millisecond for each row.
 */
import { join, raw, sqltag as sql } from "@prisma/client/runtime/client";
import type { Tx } from "#lib/db/client";

/** How many values one statement has; SQLite takes 32,766. */
const mostValues = 8_000;

/** Tables and columns are names from the schema, never input. */
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
