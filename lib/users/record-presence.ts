/** People's pauses as providers tell them, inside the transaction that settles the inbox. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";

export interface PresenceOccurrence {
  connectionId: string;
  extension: string;
  away: boolean;
  /** When it happened; never later than when it was received. */
  at: Date;
}

/**
 * What is told of an earlier time than is known already changes nothing.
 * @returns the ids of the people it was told of
 */
export async function recordPresence(
  tx: DirectTx,
  batch: readonly PresenceOccurrence[],
): Promise<string[]> {
  if (batch.length === 0) return [];
  const newest = new Map<string, PresenceOccurrence>();
  for (const one of batch) {
    const key = `${one.connectionId} ${one.extension}`;
    const known = newest.get(key);
    if (!known || known.at <= one.at) newest.set(key, one);
  }
  const wanted = [...newest.values()].map((one) => [
    ...[one.connectionId, one.extension, one.away, one.at],
  ]);
  const rows = await tx.rows<{ userId: string }>(updateSql(tx.dialect), wanted);
  return [...new Set(rows.map(({ userId }) => userId))];
}

function updateSql(dialect: Dialect): string {
  const about = { connectionId: "text", number: "text" } as const;
  return `UPDATE "Extension" SET "away" = fresh."away", "awayAt" = fresh."awayAt"
    FROM (${documentRows(dialect, { ...about, away: "boolean", awayAt: "time" })}) AS fresh
    WHERE "Extension"."connectionId" = fresh."connectionId"
      AND "Extension"."number" = fresh."number"
      AND ("Extension"."awayAt" IS NULL OR "Extension"."awayAt" <= fresh."awayAt")
    RETURNING "userId"`;
}
