/** A PostgreSQL database on its way to hold an installation: what it has so far, and what is left to do. */
import { Client } from "pg";
import { moveMark } from "#lib/db/unfinished-move";
import { BackupError } from "./manifest";
import { keyOf, type Row, type SourceTable } from "./move-source";

export interface Progress {
  /** Values of the last row's key; null before the first. */
  last: unknown[] | null;
  rows: number;
}

export interface MoveTarget {
  /** Marks the database, or goes on in one that is marked. @throws {BackupError} when another file was begun with */
  begin(source: string, tables: readonly SourceTable[]): Promise<void>;
  progressOf(table: string): Promise<Progress>;
  /** Both or neither: the rows, and that they are there. */
  add(table: SourceTable, rows: Row[], progress: Progress): Promise<void>;
  /** @returns the rows with these rows' keys, as JSON tells them */
  find(table: SourceTable, rows: Row[]): Promise<Row[]>;
  count(table: string): Promise<number>;
  /** Makes references and counters whole, and takes the mark away. */
  finish(tables: readonly SourceTable[]): Promise<void>;
  close(): Promise<void>;
}

export async function openMoveTarget(url: string): Promise<MoveTarget> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();

  async function together(work: () => Promise<void>): Promise<void> {
    await client.query("BEGIN");
    try {
      await work();
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    }
  }

  return {
    async begin(source, tables) {
      const known = await markOf(client);
      if (known === source) return;
      if (known !== null) {
        throw new BackupError(
          "The PostgreSQL database holds the beginning of another installation's move: name a new one",
        );
      }
      await together(async () => {
        // Rows refer to one another in every direction: the references are checked when all are there.
        const references = await dropReferences(client);
        await client.query(
          `CREATE TABLE "${moveMark}" ("table" TEXT PRIMARY KEY, "last" JSON, "rows" BIGINT NOT NULL DEFAULT 0)`,
        );
        const marks = [`from ${source}`, ...references.map((one) => `reference ${one}`)];
        for (const mark of [...marks, ...tables.map(({ name }) => name)]) {
          await client.query(`INSERT INTO "${moveMark}" ("table") VALUES ($1)`, [mark]);
        }
        // What migrations have put there is in the source as well, perhaps changed.
        for (const { name } of tables) await client.query(`DELETE FROM "${name}"`);
      });
    },
    async progressOf(table) {
      const { rows } = await client.query<{ last: unknown[] | null; rows: string }>(
        `SELECT "last", "rows" FROM "${moveMark}" WHERE "table" = $1`,
        [table],
      );
      return { last: rows[0]?.last ?? null, rows: Number(rows[0]?.rows ?? 0) };
    },
    add({ name, columns }, rows, { last, rows: count }) {
      const names = [...columns.keys()].map((column) => `"${column}"`).join(", ");
      return together(async () => {
        await client
          .query(
            `INSERT INTO "${name}" (${names})
             SELECT ${names} FROM json_populate_recordset(NULL::"${name}", $1::json)`,
            [JSON.stringify(rows)],
          )
          .catch((error: Error) => {
            throw new BackupError(`${name}: ${error.message}`, { cause: error });
          });
        await client.query(`UPDATE "${moveMark}" SET "last" = $2, "rows" = $3 WHERE "table" = $1`, [
          name,
          JSON.stringify(last),
          count,
        ]);
      });
    },
    async find({ name, key }, rows) {
      const wanted = rows.map((row) =>
        Object.fromEntries(key.map((column) => [column, row[column]])),
      );
      const same = key.map((column) => `t."${column}" = w."${column}"`).join(" AND ");
      const found = await client.query<{ row: Row }>(
        `SELECT row_to_json(t) AS "row"
         FROM json_populate_recordset(NULL::"${name}", $1::json) w JOIN "${name}" t ON ${same}`,
        [JSON.stringify(wanted)],
      );
      return found.rows.map(({ row }) => row);
    },
    async count(table) {
      const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM "${table}"`);
      return Number(rows[0]!.count);
    },
    finish: (tables) =>
      together(async () => {
        for (const { name, key } of tables)
          if (key[0] === "id") await continueNumbers(client, name);
        const { rows } = await client.query<{ table: string }>(
          `SELECT "table" FROM "${moveMark}" WHERE "table" LIKE 'reference %'`,
        );
        for (const { table } of rows) await client.query(table.replace("reference ", ""));
        await client.query(`DROP TABLE "${moveMark}"`);
      }),
    close: () => client.end(),
  };
}

/** @returns the name of the installation that is being moved; null when the database is not marked */
async function markOf(client: Client): Promise<string | null> {
  const { rows: marked } = await client.query<{ marked: boolean }>(
    `SELECT to_regclass('"${moveMark}"') IS NOT NULL AS "marked"`,
  );
  if (!marked[0]!.marked) return null;
  const { rows } = await client.query<{ table: string }>(
    `SELECT "table" FROM "${moveMark}" WHERE "table" LIKE 'from %'`,
  );
  return rows[0]!.table.replace("from ", "");
}

/** @returns the statements that make the foreign keys again */
async function dropReferences(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; means: string }>(
    `SELECT conrelid::regclass::text AS "table", conname::text AS "name",
            pg_get_constraintdef(oid) AS "means"
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  }
  return rows.map(
    ({ table, name, means }) => `ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${means}`,
  );
}

/** A table that counts its rows goes on after the last. */
async function continueNumbers(client: Client, table: string): Promise<void> {
  await client.query(
    `SELECT setval(sequence, greatest((SELECT max("id"::text::bigint) FROM "${table}"), 1))
     FROM (SELECT pg_get_serial_sequence('"${table}"', 'id') AS sequence) AS own
     WHERE sequence IS NOT NULL`,
  );
}

/** Whether both hold the same, however each spells a time. */
export function isSame(row: Row, found: Row | undefined, { columns }: SourceTable): boolean {
  return [...columns].every(([column, type]) => {
    const [here, there] = [row[column], found?.[column]];
    if (type !== "DATETIME" || here === null || !there) return here === there;
    return new Date(here as string).getTime() === new Date(`${String(there)}Z`).getTime();
  });
}

/** By which a row is found again. */
export const identityOf = (row: Row, key: readonly string[]) => JSON.stringify(keyOf(row, key));
