/** Stores callbacks: reads and writes any number of them in a few prepared statements. */
import { WriteConflict } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql, timeText, updateSql, type ColumnType } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import {
  numberKeyOf,
  openKeyOf,
  type CallbackClient,
  type CallbackRecord,
} from "./callback-record";

const columns = {
  id: "text",
  version: "integer",
  openKey: "text",
  contactId: "text",
  numberRaw: "text",
  e164: "text",
  kind: "text",
  task: "text",
  callId: "text",
  leadId: "text",
  connectionId: "text",
  ownerId: "text",
  note: "text",
  waitingSince: "time",
  dueAt: "time",
  postponedUntil: "time",
  missedCount: "integer",
  attempts: "integer",
  lastAttemptAt: "time",
  claimedById: "text",
  claimedUntil: "time",
  createdAt: "time",
  closedAt: "time",
  closedById: "text",
  closedReason: "text",
  closedByCallId: "text",
  waitedSeconds: "integer",
  promisedAt: "time",
} satisfies Record<keyof Omit<CallbackRecord, "leadAt">, ColumnType>;
const names = Object.keys(columns) as (keyof typeof columns)[];
const table = { table: "Callback", columns };

/** Class id of these advisory locks, apart from other uses. */
const lockSpace = 1953;

/**
 * Advisory lock on clients: nobody else writes their callbacks until the transaction ends. Without it two
 * writers on PostgreSQL do not see each other's uncommitted rows: a missed call and the talk that closes
 * it. SQLite has one writer at a time.
 */
export async function lockClients(tx: DirectTx, clients: readonly CallbackClient[]): Promise<void> {
  if (tx.dialect === "sqlite" || clients.length === 0) return;
  const keys = new Set(clients.flatMap((client) => [openKeyOf(client), numberKeyOf(client)]));
  // Buckets keep a long batch from filling PostgreSQL's lock table; a fixed order avoids deadlocks.
  await tx.rows(
    `SELECT pg_advisory_xact_lock(${lockSpace}, "bucket")::text FROM
      (SELECT DISTINCT hashtext("key") & 1023 AS "bucket"
        FROM (${documentRows(tx.dialect, { key: "text" })}) AS wanted ORDER BY 1) AS buckets`,
    [...keys].map((key) => [key]),
  );
}

/** Open callbacks of the contacts and numbers of these clients, but for tasks that no call settles. */
export async function openCallbacksOf(
  tx: DirectTx,
  clients: readonly CallbackClient[],
): Promise<CallbackRecord[]> {
  if (clients.length === 0) return [];
  const rows = await tx.rows<Row>(
    openSql(tx.dialect),
    clients.map((client) => [openKeyOf(client), numberKeyOf(client), client.e164]),
  );
  return [...new Map(rows.map((row) => [row.id, toRecord(row)])).values()];
}

/** Open or closed callbacks; ids that do not exist are left out. */
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
 * Inserts new records and updates the others; every version grows by one.
 * @throws {WriteConflict} when another writer was quicker: the transaction is repeated
 */
export async function saveCallbacks(
  tx: DirectTx,
  records: readonly CallbackRecord[],
): Promise<void> {
  const added = records.filter(({ version }) => version === 0);
  const updated = records.filter(({ version }) => version !== 0);
  for (const record of records) record.version += 1;
  const closed = updated.filter(({ openKey }) => openKey === null);
  const open = updated.filter(({ openKey }) => openKey !== null);
  // Closed records come first: an open one may need their unique key.
  for (const group of [closed, open]) {
    if (group.length === 0) continue;
    const sql = updateSql(tx.dialect, { ...table, guard: true });
    if ((await tx.run(sql, group.map(toRow))) !== group.length) throw new WriteConflict();
  }
  if (added.length > 0) await tx.run(insertSql(tx.dialect, table), added.map(toRow));
}

const toRow = (record: CallbackRecord) => names.map((name) => record[name]);

/** Looks up three indexes; CROSS JOIN makes SQLite start at the wanted keys. */
function openSql(dialect: Dialect): string {
  const wanted = { openKey: "text", numberKey: "text", e164: "text" } as const;
  const by = (matches: string) => `SELECT ${selected(dialect)} FROM wanted CROSS JOIN "Callback" b
    ${withLead} WHERE ${matches} AND b."openKey" IS NOT NULL AND b."task" = 'call'`;
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
