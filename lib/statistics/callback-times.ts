/** How long clients waited to be called back. */
import { empty, sqltag as sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import type { Narrowing } from "./count-calls";
import type { Histogram } from "./histogram";
import type { Span } from "./period";

/**
 * Of missed clients and leads with whom somebody then talked, in this span: from when the client began
 * to wait to when that talk began, in seconds. Promised calls do not count: their client does not wait.
 */
export async function callbackTimes(
  { from, to }: Span,
  { personId, connectionId }: Narrowing,
): Promise<Histogram> {
  const rows = await db().$queryRaw<{ seconds: number | bigint; talks: number | bigint }[]>(
    sql`SELECT ${waited()} AS "seconds", count(*) AS "talks"
      FROM "Callback" b JOIN "Call" c ON c."id" = b."closedByCallId"
      WHERE b."closedAt" >= ${from} AND b."closedAt" < ${to}
        AND b."closedReason" = 'talked' AND b."kind" <> 'promised'
        ${personId ? sql`AND c."handledById" = ${personId}` : empty}
        ${connectionId ? sql`AND c."connectionId" = ${connectionId}` : empty}
      GROUP BY 1`,
  );
  return new Map(rows.map(({ seconds, talks }) => [Number(seconds), Number(talks)]));
}

function waited() {
  const talk = sql`coalesce(c."answeredAt", c."startedAt")`;
  return direct().dialect === "sqlite"
    ? sql`max(0, unixepoch(${talk}) - unixepoch(b."waitingSince"))`
    : sql`CAST(greatest(0, floor(extract(epoch FROM ${talk})) -
        floor(extract(epoch FROM b."waitingSince"))) AS integer)`;
}
