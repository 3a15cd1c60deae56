/** The mark of a database into which an installation is being moved (lib/backup): not all rows are there yet. */
import { Client } from "pg";

/** A table of the target's; the last transaction of a move drops it. */
export const moveMark = "_tinycrm_move";

export async function isUnfinishedMove(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ marked: boolean }>(
      `SELECT to_regclass('"${moveMark}"') IS NOT NULL AS "marked"`,
    );
    return rows[0]!.marked;
  } finally {
    await client.end();
  }
}
