/** Makes figures of rows: what tells of their client is overwritten (client-data.ts). */
import { join, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import type { Tx } from "#lib/db/client";
import { clientData, type BlankedTable } from "./client-data";

/** @returns the ids of the rows that were written, so many at most */
export async function blankRows(
  tx: Tx,
  table: BlankedTable,
  which: Sql,
  most: number,
): Promise<string[]> {
  const now = new Date();
  const set = Object.entries<string>(clientData[table].blank).map(([column, value]) => {
    const parts = value.split(":now").map((part) => raw(part));
    // A value without a time is one part; the wrapper keeps the parts apart.
    const expression = parts.length === 1 ? parts[0]! : sql`${parts[0]!}${now}${parts[1]!}`;
    return sql`${raw(`"${column}"`)} = ${expression}`;
  });
  const rows = await tx.$queryRaw<{ id: string }[]>(
    sql`UPDATE ${raw(`"${table}"`)} SET ${join(set)} WHERE "id" IN (
      SELECT "id" FROM ${raw(`"${table}"`)} WHERE ${which} LIMIT ${most}) RETURNING "id"`,
  );
  return rows.map(({ id }) => id);
}
