/** The durable record of every raw message: written before anything is done with it. */
import { db } from "#lib/db/client";
import { direct, type DirectTx } from "#lib/db/direct";
import { documentRows, insertNewSql, updateSql } from "#lib/db/json-sql";
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
}

/** Applied to a call, understood with nothing to do, or set aside with a reason. */
export type Settled = "applied" | "kept" | "refused";

export interface StoredArrivals {
  /** To be applied: those that are new and can be read, in the order of arrival. */
  rows: (InboxRow & { arrival: Arrival })[];
  /** The id each arrival has in the inbox; of a repeat, the first one's. */
  ids: Map<Arrival, number>;
}

/**
 * Commits the messages in one statement; those whose key the connection already has are repeats. A
 * message that could not even be cut into events is kept with its reason.
 */
export async function storeArrivals(arrivals: readonly Arrival[]): Promise<StoredArrivals> {
  const rows = arrivals.map(({ connectionId, key, raw, receivedAt, refused }) => [
    connectionId,
    storable(key),
    storable(raw),
    receivedAt,
    ...(refused ? ["refused", storable(describe(refused)), receivedAt] : ["received", null, null]),
  ]);
  const { dialect, write } = direct();
  const stored = await write<StoredKey>(insertSql(dialect), rows);
  const fresh = new Set(stored.map(identity));
  const old = arrivals.filter((arrival) => !fresh.has(identity(arrival)));
  const keys = old.map(({ connectionId, key }) => [connectionId, storable(key)]);
  // The first senders have committed these: they need no transaction with the others.
  const repeated = keys.length > 0 ? await write<StoredKey>(findSql(dialect), keys) : [];
  const known = new Map([...stored, ...repeated].map((row) => [identity(row), row.id]));
  const first = new Map(arrivals.toReversed().map((arrival) => [identity(arrival), arrival]));
  return {
    rows: stored
      .map((row) => ({ id: row.id, arrival: first.get(identity(row))! }))
      .filter(({ arrival }) => !arrival.refused)
      .sort((a, b) => a.id - b.id)
      .map(({ id, arrival: { raw, receivedAt }, arrival }) => ({ id, raw, receivedAt, arrival })),
    ids: new Map(arrivals.map((arrival) => [arrival, known.get(identity(arrival))!])),
  };
}

interface StoredKey {
  id: number;
  connectionId: string;
  key: string;
}

const findSql = (dialect: Dialect) =>
  `WITH wanted AS (${documentRows(dialect, { connectionId: "text", key: "text" })})
    SELECT m."id", m."connectionId", m."key" FROM wanted CROSS JOIN "InboxMessage" m
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
      settledAt: "time",
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

export interface Verdict {
  id: number;
  status: Settled;
  /** Given for `refused`. */
  reason?: string;
}

export async function settleMessages(tx: DirectTx, verdicts: readonly Verdict[]): Promise<void> {
  const settledAt = new Date();
  const rows = verdicts.map(({ id, status, reason }) => [
    id,
    status,
    reason === undefined ? null : storable(reason),
    settledAt,
  ]);
  await tx.run(settleSql(tx.dialect), rows);
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

const settleSql = (dialect: Dialect) =>
  updateSql(dialect, {
    table: "InboxMessage",
    columns: { id: "integer", status: "text", reason: "text", settledAt: "time" },
  });

/** An adapter's refusal as the administrator reads it: the field first, where there is one. */
export function describe(error: { message: string; field?: string }): string {
  return error.field ? `${error.field}: ${error.message}` : error.message;
}
