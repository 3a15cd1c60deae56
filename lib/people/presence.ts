/**
 * Presence of people: "do not disturb", which they set themselves, and pauses of their telephones, which
 * providers report. It is the same on all of a person's screens.
 */
import { db } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";

export interface PresenceView {
  userId: string;
  /** Calls show on their screens without a sound. */
  doNotDisturb: boolean;
  /** A provider reports a pause of one of their telephones. */
  away: boolean;
}

/** A pause of one telephone means absence; pauses at a disabled connection do not count. */
export const presenceSelect = {
  id: true,
  doNotDisturb: true,
  extensions: { where: { away: true, connection: { enabled: true } }, select: { id: true } },
} as const satisfies Prisma.UserSelect;

export function toPresence(
  row: Prisma.UserGetPayload<{ select: typeof presenceSelect }>,
): PresenceView {
  return { userId: row.id, doNotDisturb: row.doNotDisturb, away: row.extensions.length > 0 };
}

/** @throws when there is no such person */
export async function presenceOf(userId: string): Promise<PresenceView> {
  const [presence] = await presencesOf([userId]);
  if (!presence) throw new Error(`there is no person ${userId}`);
  return presence;
}

/** Without those who do not exist. */
export async function presencesOf(userIds: readonly string[]): Promise<PresenceView[]> {
  const where = { id: { in: [...new Set(userIds)] } };
  return (await db().user.findMany({ where, select: presenceSelect })).map(toPresence);
}

export async function setDoNotDisturb(
  userId: string,
  doNotDisturb: boolean,
): Promise<PresenceView> {
  const where = { id: userId };
  const data = { doNotDisturb };
  return toPresence(await db().user.update({ where, data, select: presenceSelect }));
}

/** A pause of an extension, or its end, as a provider reports it. */
export interface PresenceOccurrence {
  connectionId: string;
  extension: string;
  away: boolean;
  /** When it happened; never later than when it was received. */
  at: Date;
}

/**
 * Records pauses, in the transaction that settles the inbox. A report older than the stored one changes
 * nothing.
 * @returns user ids of the extensions that changed
 */
export async function recordPresence(
  tx: DirectTx,
  batch: readonly PresenceOccurrence[],
): Promise<string[]> {
  if (batch.length === 0) return [];
  const latest = new Map<string, PresenceOccurrence>();
  for (const occurrence of batch) {
    const key = `${occurrence.connectionId} ${occurrence.extension}`;
    const earlier = latest.get(key);
    if (!earlier || earlier.at <= occurrence.at) latest.set(key, occurrence);
  }
  const reports = [...latest.values()].map(({ connectionId, extension, away, at }) => {
    return [connectionId, extension, away, at];
  });
  const rows = await tx.rows<{ userId: string }>(updateSql(tx.dialect), reports);
  return [...new Set(rows.map(({ userId }) => userId))];
}

function updateSql(dialect: Dialect): string {
  const columns = {
    connectionId: "text",
    number: "text",
    away: "boolean",
    awayAt: "time",
  } as const;
  return `UPDATE "Extension" SET "away" = report."away", "awayAt" = report."awayAt"
    FROM (${documentRows(dialect, columns)}) AS report
    WHERE "Extension"."connectionId" = report."connectionId"
      AND "Extension"."number" = report."number"
      AND ("Extension"."awayAt" IS NULL OR "Extension"."awayAt" <= report."awayAt")
    RETURNING "userId"`;
}
