/** Makes every sealed value anew under the present secret, while the product runs. */
import { join, raw, sqltag as sql } from "@prisma/client/runtime/client";
import { isSealed, reseal } from "#lib/base/secrets";
import type { Secrets } from "#lib/base/secret-file";
import { db } from "#lib/db/client";

/**
 * Where sealed values lie (lib/base/secrets.ts), as themselves or within JSON: a change of the secret makes each of
 * them anew. reseal-all.test.ts finds every file that seals.
 */
interface SealedColumn {
  table: string;
  /** Text; it names the row as well. */
  key: string;
  column: string;
}

export const sealedColumns: readonly SealedColumn[] = [
  { table: "Connection", key: "id", column: "settings" },
  { table: "HookAccess", key: "connectionId", column: "formerToken" },
  { table: "SecondFactor", key: "userId", column: "secret" },
  { table: "Setting", key: "key", column: "value" },
];

/** Rows read at a time; each is written by itself. */
const portion = 100;

export interface Resealed {
  /** Values that are now under the present secret, and were not. */
  changed: number;
  /** Where a value lies that none of the secrets opens: `Connection <id>`. */
  unreadable: string[];
}

/** One pass. A row that somebody saves meanwhile stays as they saved it; the next pass finds it. */
export async function resealAll(keys: Secrets): Promise<Resealed> {
  const done: Resealed = { changed: 0, unreadable: [] };
  for (const place of sealedColumns) await resealColumn(place, keys, done);
  return done;
}

async function resealColumn(place: SealedColumn, keys: Secrets, done: Resealed): Promise<void> {
  const [table, key, column] = [place.table, place.key, place.column].map((name) =>
    raw(`"${name}"`),
  );
  for (let after = ""; ;) {
    const rows = await db().$queryRaw<{ key: string; text: string }[]>(
      sql`SELECT ${key!} AS "key", ${column!} AS "text" FROM ${table!}
        WHERE ${key!} > ${after} AND ${column!} LIKE '%eyJ%' ORDER BY ${key!} LIMIT ${portion}`,
    );
    for (const row of rows) {
      const next = await resealText(row.text, keys).catch(() => {
        done.unreadable.push(`${place.table} ${row.key}`);
        return null;
      });
      if (next === null) continue;
      done.changed += await db().$executeRaw(
        join(
          [
            sql`UPDATE ${table!} SET ${column!} = ${next}`,
            sql`WHERE ${key!} = ${row.key} AND ${column!} = ${row.text}`,
          ],
          " ",
        ),
      );
    }
    if (rows.length < portion) return;
    after = rows.at(-1)!.key;
  }
}

/** @returns null when nothing in it has to be made anew @throws when a value can't be opened */
async function resealText(text: string, keys: Secrets): Promise<string | null> {
  if (isSealed(text)) return reseal(text, keys);
  if (!text.startsWith("{")) return null;
  const fields = JSON.parse(text) as Record<string, unknown>;
  let changed = false;
  for (const [name, value] of Object.entries(fields)) {
    const fresh = typeof value === "string" && isSealed(value) ? await reseal(value, keys) : null;
    if (fresh === null) continue;
    fields[name] = fresh;
    changed = true;
  }
  return changed ? JSON.stringify(fields) : null;
}
