/** SQL behind what statistics say of callbacks: how long clients waited, and how many no longer than the target. */
import { empty, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import type { Span } from "#lib/base/period";
import { secondsUntilTalk, talkedBack } from "#lib/callbacks/called-back";
import { db } from "#lib/db/client";
import { handledBy, type CallFilter } from "./count-calls";
import type { CallbackFigures, Histogram } from "./figures";

/** A talk that ended a client's wait counts in the span in which it did, for whoever had it. */
function talksWithin({ from, to }: Span, filter: CallFilter): Sql {
  return sql`${talkedBack} AND b."closedAt" >= ${from} AND b."closedAt" < ${to} ${handledBy(filter)}`;
}

/** Waiting time of missed clients and leads until the talk that closed their callback, in seconds. */
export async function countCallbackTimes(span: Span, filter: CallFilter): Promise<Histogram> {
  const rows = await db().$queryRaw<{ seconds: number | bigint; talks: number | bigint }[]>(
    sql`SELECT ${secondsUntilTalk()} AS "seconds", count(*) AS "talks"
      ${talksWithin(span, filter)} GROUP BY 1`,
  );
  return new Map(rows.map((row) => [Number(row.seconds), Number(row.talks)]));
}

export interface CallbackGroup extends CallbackFigures {
  /** Null: nobody's, or several people's. */
  personId: string | null;
}

interface CountedRow {
  personId: string | null;
  calledBack: number | bigint;
  inTime: number | bigint;
}

/** Clients called back by person, and those of them that waited at most `target` seconds. */
export async function countCalledBack(
  span: Span,
  filter: CallFilter,
  target: number,
): Promise<CallbackGroup[]> {
  const rows = await db().$queryRaw<CountedRow[]>(
    sql`SELECT c."handledById" AS "personId", count(*) AS "calledBack",
        count(*) FILTER (WHERE ${secondsUntilTalk()} <= ${target}) AS "inTime"
      ${talksWithin(span, filter)} GROUP BY c."handledById"`,
  );
  return rows.map(({ personId, calledBack, inTime }) => {
    return { personId, calledBack: Number(calledBack), inTime: Number(inTime), overdue: 0 };
  });
}

/**
 * Clients who still wait, and whose time for it ran out in the span: as the queue says, within working hours.
 * @returns whose each of them is; null: nobody's
 */
export async function findOverdue(
  span: Span,
  { personId, connectionId }: CallFilter,
  now: Date,
): Promise<{ personId: string | null }[]> {
  const until = span.to < now ? span.to : now;
  return db().$queryRaw<{ personId: string | null }[]>(
    sql`SELECT b."ownerId" AS "personId" FROM "Callback" b
      WHERE b."closedAt" IS NULL AND b."kind" <> 'promised'
        AND b."dueAt" >= ${span.from} AND b."dueAt" < ${until}
        ${personId ? sql`AND b."ownerId" = ${personId}` : empty}
        ${connectionId ? sql`AND b."connectionId" = ${connectionId}` : empty}`,
  );
}
