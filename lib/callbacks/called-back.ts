/** Waits of missed clients and leads that a talk has ended (docs/statistics.md), in SQL. */
import { sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { direct } from "#lib/db/direct";

/**
 * FROM and WHERE of such callbacks `b`, each with its talk `c`. Promised calls are left out: their client does
 * not wait.
 */
export const talkedBack = sql`FROM "Callback" b JOIN "Call" c ON c."id" = b."closedByCallId"
  WHERE b."closedReason" = 'talked' AND b."kind" <> 'promised'`;

/**
 * How long the client of `b` waited for the talk `c`, in whole seconds: of the company's working hours, as they were when
 * the talk ended the wait; before these were counted, by the clock.
 */
export function secondsUntilTalk(): Sql {
  const talk = sql`coalesce(c."answeredAt", c."startedAt")`;
  return direct().dialect === "sqlite"
    ? sql`coalesce(b."waitedSeconds", max(0, unixepoch(${talk}) - unixepoch(b."waitingSince")))`
    : sql`coalesce(b."waitedSeconds", CAST(greatest(0, floor(extract(epoch FROM ${talk})) -
        floor(extract(epoch FROM b."waitingSince"))) AS integer))`;
}
