/** The durable record of every raw message: written before anything is done with it. */
import { currentMs } from "#lib/base/clock";
import { db } from "#lib/db/client";
import { direct, type DirectTx } from "#lib/db/direct";
import { documentRows, insertNewSql, timeText, updateSql } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import type { RawMessage } from "#lib/providers/contract";
import { wellFormed } from "#lib/providers/kit/well-formed";

export interface InboxRow {
  id: number;
  raw: string;
  receivedAt: Date;
}

/** A message on its way into the inbox. */
export interface Arrival extends RawMessage {
  connectionId: string;
  receivedAt: Date;
  /** Stored only while this is the fence of its connection's lease; null: in any case. */
  fence: number | null;
}

/** The lease of a connection's link. */
export const linkLease = (connectionId: string) => `link:${connectionId}`;
const linkLeaseOf = (column: string) => `'link:' || ${column}`;

/** Applied to a call, understood with nothing to do, or set aside with a reason. */
export type Settled = "applied" | "kept" | "refused";

export interface StoredArrivals {
  /**
   * To be applied, in the order of arrival: those that are new and can be read, and the first ones of repeats that wait
   * to be applied still. The answer to the statement that stored them may have been lost.
   */
  rows: (InboxRow & { connectionId: string })[];
  /** The id each arrival has in the inbox, of a repeat the first one's; none of what came under an older fence. */
  ids: Map<Arrival, number>;
}

/**
 * Commits the messages in one statement; those whose key the connection already has are repeats. A
 * message that could not even be cut into events is kept with its reason.
 */
export async function storeArrivals(arrivals: readonly Arrival[]): Promise<StoredArrivals> {
  const rows = arrivals.map(({ connectionId, key, raw, receivedAt, refused, fence }) => [
    connectionId,
    storable(key),
    storable(raw),
    receivedAt,
    ...(refused ? ["refused", storable(describe(refused))] : ["received", null]),
    fence,
  ]);
  const { dialect, write } = direct();
  const stored = await write<StoredKey>(insertSql(dialect), rows);
  const fresh = new Set(stored.map(identity));
  const old = arrivals.filter((arrival) => !fresh.has(identity(arrival)));
  const keys = old.map(({ connectionId, key }) => [connectionId, storable(key)]);
  // The first senders have committed these: they need no transaction with the others.
  const repeated = keys.length > 0 ? await write<StoredRow>(findSql(dialect), keys) : [];
  const known = new Map([...stored, ...repeated].map((row) => [identity(row), row.id]));
  const first = new Map(arrivals.toReversed().map((arrival) => [identity(arrival), arrival]));
  const fromNow = stored
    .map((row) => ({ ...first.get(identity(row))!, id: row.id }))
    .filter(({ refused: isRefused }) => !isRefused);
  const fromBefore = repeated
    .filter(({ status }) => status === "received")
    .map((row) => ({ ...row, receivedAt: new Date(row.receivedAt) }));
  return {
    rows: [...fromBefore, ...fromNow].sort((a, b) => a.id - b.id),
    ids: new Map(
      arrivals.flatMap((arrival) => {
        const id = known.get(identity(arrival));
        return id === undefined ? [] : [[arrival, id]];
      }),
    ),
  };
}

interface StoredKey {
  id: number;
  connectionId: string;
  key: string;
}

interface StoredRow extends StoredKey {
  raw: string;
  receivedAt: string;
  status: string;
}

const findSql = (dialect: Dialect) =>
  `WITH wanted AS (${documentRows(dialect, { connectionId: "text", key: "text" })})
    SELECT m."id", m."connectionId", m."key", m."raw", m."status",
      ${timeText(dialect, 'm."receivedAt"')} AS "receivedAt"
    FROM wanted CROSS JOIN "InboxMessage" m
    WHERE m."connectionId" = wanted."connectionId" AND m."key" = wanted."key"`;

const insertSql = (dialect: Dialect) =>
  insertNewSql(dialect, {
    table: "InboxMessage",
    columns: {
      connectionId: "text",
      key: "text",
      raw: "text",
      receivedAt: "time",
      status: "text",
      reason: "text",
    },
    guard: {
      columns: { fence: "integer" },
      condition: `rows."fence" IS NULL OR rows."fence" = (
        SELECT "fence" FROM "Lease" WHERE "key" = ${linkLeaseOf('rows."connectionId"')})`,
    },
    key: ["connectionId", "key"],
    returning: ["id", "connectionId", "key"],
  });

/** What both databases keep and give back as it was, or a message would not be known again: no NUL, no halves of letters. */
function storable(text: string): string {
  return wellFormed(text.replaceAll("\0", "\u2400"));
}

function identity({ connectionId, key }: { connectionId: string; key: string }): string {
  return `${connectionId} ${storable(key)}`;
}

/** What was accepted but not applied, e.g. because the process died in between; oldest first. */
export function unsettledMessages(
  connectionId: string,
  options: { after: number; limit: number },
): Promise<InboxRow[]> {
  return db().inboxMessage.findMany({
    where: { connectionId, status: "received", id: { gt: options.after } },
    orderBy: { id: "asc" },
    take: options.limit,
    select: { id: true, raw: true, receivedAt: true },
  });
}

/** The same of several connections, with whose they are, of those that came before a moment. */
export function overdueMessages(
  connectionIds: readonly string[],
  options: { before: Date; limit: number },
): Promise<(InboxRow & { connectionId: string })[]> {
  return db().inboxMessage.findMany({
    where: {
      connectionId: { in: [...connectionIds] },
      status: "received",
      receivedAt: { lt: options.before },
    },
    orderBy: { id: "asc" },
    take: options.limit,
    select: { id: true, connectionId: true, raw: true, receivedAt: true },
  });
}

/** How many messages of providers wait to be applied, and for how long the first of them, in ms. */
export async function waitingMessages(): Promise<{ count: number; oldest: number }> {
  const where = { status: "received" };
  const count = await db().inboxMessage.count({ where });
  const first = await db().inboxMessage.findFirst({
    where,
    orderBy: { id: "asc" },
    select: { receivedAt: true },
  });
  return { count, oldest: first ? Math.max(0, currentMs() - first.receivedAt.getTime()) : 0 };
}

export interface Verdict {
  id: number;
  status: Settled;
  /** Given for `refused`. */
  reason?: string;
}

/** Another copy of the program has dealt with some of the messages meanwhile. */
export class SettledElsewhere extends Error {
  override readonly name = "SettledElsewhere";
}

/**
 * Whoever settles a message first has applied it.
 * @throws {SettledElsewhere} when one of them waits no more: nothing of the transaction may stay
 */
export async function settleMessages(tx: DirectTx, verdicts: readonly Verdict[]): Promise<void> {
  const rows = verdicts.map(({ id, status, reason }) => [
    id,
    status,
    reason === undefined ? null : storable(reason),
  ]);
  const settled = await tx.run(settleSql(tx.dialect), rows);
  if (settled < new Set(verdicts.map(({ id }) => id)).size) throw new SettledElsewhere();
}

/** @returns those of the messages that wait still */
export async function waitingOf(ids: readonly number[]): Promise<Set<number>> {
  const where = { id: { in: [...ids] }, status: "received" };
  const rows = await db().inboxMessage.findMany({ where, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** What a provider tells once more of a call whose client was erased is not kept. */
export async function dropMessages(tx: DirectTx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const wanted = documentRows(tx.dialect, { id: "integer" });
  await tx.run(
    `DELETE FROM "InboxMessage" WHERE "id" IN (${wanted})`,
    ids.map((id) => [id]),
  );
}

/** By their ids: an expression keeps the database from walking all that wait, by the status' index, for each of them. */
const settleSql = (dialect: Dialect) =>
  `${updateSql(dialect, {
    table: "InboxMessage",
    columns: { id: "integer", status: "text", reason: "text" },
  })} AND "InboxMessage"."status" || '' = 'received'`;

/** An adapter's refusal as the administrator reads it: the field first, where there is one. */
export function describe(error: { message: string; field?: string }): string {
  return error.field ? `${error.field}: ${error.message}` : error.message;
}
