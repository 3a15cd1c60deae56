/** Reads and writes callbacks, few statements however many there are. */
import { WriteConflict } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql, updateSql, type ColumnType } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import {
  numberKeyOf,
  openKeyOf,
  type CallbackClient,
  type CallbackRecord,
} from "./callback-record";

const columns = {
  ...{ id: "text", version: "integer", openKey: "text", contactId: "text", numberRaw: "text" },
  ...{ e164: "text", kind: "text", callId: "text", leadId: "text", connectionId: "text" },
  ...{ ownerId: "text", note: "text", waitingSince: "time", dueAt: "time" },
  ...{ postponedUntil: "time", missedCount: "integer", attempts: "integer" },
  ...{ lastAttemptAt: "time", claimedById: "text", claimedUntil: "time", createdAt: "time" },
  ...{ closedAt: "time", closedById: "text", closedReason: "text", closedByCallId: "text" },
  ...{ promisedAt: "time" },
} satisfies Record<keyof Omit<CallbackRecord, "leadAt">, ColumnType>;
const names = Object.keys(columns) as (keyof typeof columns)[];
const table = { table: "Callback", columns };

/** Sets these locks apart from any other use of PostgreSQL's advisory locks. */
const lockSpace = 1953;

/**
 * Nobody else opens, moves or closes a callback of these clients until the transaction is over. On
 * PostgreSQL two writers would else not see what the other has not committed yet: a miss and the talk
 * that closes it. SQLite has one writer at a time.
 */
export async function lockClients(tx: DirectTx, clients: readonly CallbackClient[]): Promise<void> {
  if (tx.dialect === "sqlite" || clients.length === 0) return;
  const keys = new Set(clients.flatMap((one) => [openKeyOf(one), numberKeyOf(one)]));
  // Buckets keep a long batch from filling PostgreSQL's table of locks; in order, nobody waits crosswise.
  await tx.rows(
    `SELECT pg_advisory_xact_lock(${lockSpace}, "bucket")::text FROM
      (SELECT DISTINCT hashtext("key") & 1023 AS "bucket"
        FROM (${documentRows(tx.dialect, { key: "text" })}) AS wanted ORDER BY 1) AS buckets`,
    [...keys].map((key) => [key]),
  );
}

/** Open callbacks of these clients: of the contact, or of the number, whoever's it was then. */
export async function openCallbacksOf(
  tx: DirectTx,
  clients: readonly CallbackClient[],
): Promise<CallbackRecord[]> {
  if (clients.length === 0) return [];
  const rows = await tx.rows<Row>(
    openSql(tx.dialect),
    clients.map((one) => [openKeyOf(one), numberKeyOf(one), one.e164]),
  );
  return [...new Map(rows.map((row) => [row.id, toRecord(row)])).values()];
}

/** Open or closed; those that do not exist are left out. */
export async function callbacksById(
  tx: DirectTx,
  ids: readonly string[],
): Promise<CallbackRecord[]> {
  const sql = `WITH wanted AS (${documentRows(tx.dialect, { id: "text" })})
    SELECT ${selected(tx.dialect)} FROM wanted CROSS JOIN "Callback" b ${withLead}
    WHERE b."id" = wanted."id"`;
  const rows = await tx.rows<Row>(
    sql,
    ids.map((id) => [id]),
  );
  return rows.map(toRecord);
}

/**
 * Each as it is to be from now on; their versions grow by one.
 * @throws {WriteConflict} when somebody else has written one in between: the transaction is repeated
 */
export async function saveCallbacks(
  tx: DirectTx,
  records: readonly CallbackRecord[],
): Promise<void> {
  const [fresh, known] = [records.filter(isFresh), records.filter((one) => !isFresh(one))];
  for (const one of records) one.version += 1;
  // First those that close: what opens may need their key.
  known.sort((a, b) => Number(a.openKey !== null) - Number(b.openKey !== null));
  for (const group of [known.filter((one) => !one.openKey), known.filter((one) => one.openKey)]) {
    if (group.length === 0) continue;
    const sql = updateSql(tx.dialect, { ...table, guard: true });
    if ((await tx.run(sql, group.map(toRow))) !== group.length) throw new WriteConflict();
  }
  if (fresh.length > 0) await tx.run(insertSql(tx.dialect, table), fresh.map(toRow));
}

const isFresh = ({ version }: CallbackRecord) => version === 0;
const toRow = (record: CallbackRecord) => names.map((name) => record[name]);

/** By any of three indexes; CROSS JOIN has SQLite begin with what is wanted. */
function openSql(dialect: Dialect): string {
  const wanted = { openKey: "text", numberKey: "text", e164: "text" } as const;
  const by = (matches: string) => `SELECT ${selected(dialect)} FROM wanted CROSS JOIN "Callback" b
    ${withLead} WHERE ${matches} AND b."openKey" IS NOT NULL`;
  return `WITH wanted AS (${documentRows(dialect, wanted)})
    ${by(`b."openKey" = wanted."openKey"`)}
    UNION ALL ${by(`b."openKey" = wanted."numberKey"`)}
    UNION ALL ${by(`b."e164" = wanted."e164"`)}`;
}

type Row = Record<keyof CallbackRecord, unknown> & { id: string };

const withLead = `LEFT JOIN "Lead" l ON l."id" = b."leadId"`;

function selected(dialect: Dialect): string {
  const own = names.map((name) =>
    columns[name] === "time" ? `${timeText(dialect, `b."${name}"`)} AS "${name}"` : `b."${name}"`,
  );
  return [...own, `${timeText(dialect, `l."createdAt"`)} AS "leadAt"`].join(", ");
}

/** A time as text that `Date` reads as it was meant, by whichever connection it comes. */
export function timeText(dialect: Dialect, column: string): string {
  return dialect === "sqlite"
    ? `(${column} || '')`
    : `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"')`;
}

function toRecord(row: Row): CallbackRecord {
  const values = names.map((name) => {
    const value = row[name];
    if (value === null) return [name, null];
    if (columns[name] === "time") return [name, new Date(value as string)];
    return [name, columns[name] === "integer" ? Number(value) : value];
  });
  const leadAt = row.leadAt === null ? null : new Date(row.leadAt as string);
  return { ...Object.fromEntries(values), leadAt } as unknown as CallbackRecord;
}
