/**
 * The statements behind statistics. Each reads a few days of one index from which it can be answered
 * (`Call_statistics_idx`), so that a year of a million calls is many short reads between which calls
 * are recorded and pushed, and not one long one.
 */
import { empty, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { figureNames, noFigures, type Figures } from "./figures";
import type { Histogram } from "./histogram";
import type { Span } from "./period";

/** Whose calls, through which connection; null: all. */
export interface Narrowing {
  personId: string | null;
  connectionId: string | null;
}

const incoming = sql`c."direction" = 'incoming'`;
const answered = sql`c."disposition" = 'answered'`;
const byPeople = sql`c."direction" = 'outgoing' AND c."handledById" IS NOT NULL`;
const byNobody = sql`c."direction" = 'outgoing' AND c."handledById" IS NULL`;

const figures = sql`
  count(*) FILTER (WHERE ${incoming}) AS "incoming",
  count(*) FILTER (WHERE ${incoming} AND ${answered}) AS "answered",
  count(*) FILTER (WHERE ${byPeople}) AS "outgoing",
  count(*) FILTER (WHERE ${byPeople} AND ${answered}) AS "reached",
  count(*) FILTER (WHERE ${byNobody}) AS "automatic",
  sum(c."waitSeconds") FILTER (WHERE ${incoming} AND ${answered}) AS "waitSeconds",
  count(c."waitSeconds") FILTER (WHERE ${incoming} AND ${answered}) AS "waits",
  sum(c."talkSeconds") FILTER (WHERE ${answered} AND NOT (${byNobody})) AS "talkSeconds"`;

/** The ended calls with the outside that began in the span. */
function from({ from, to }: Span, { personId, connectionId }: Narrowing): Sql {
  return sql`FROM "Call" c WHERE c."startedAt" >= ${from} AND c."startedAt" < ${to}
    AND c."disposition" IS NOT NULL AND c."direction" <> 'internal'
    ${personId ? sql`AND c."handledById" = ${personId}` : empty}
    ${connectionId ? sql`AND c."connectionId" = ${connectionId}` : empty}`;
}

type Counted<T> = T & Record<keyof Figures, number | bigint | null>;

function toFigures(row: Counted<object>): Figures {
  const found = { ...noFigures };
  for (const name of figureNames) found[name] = Number(row[name] ?? 0);
  return found;
}

/** The figures of all calls of a span. */
export async function countAll(span: Span, narrowing: Narrowing): Promise<Figures> {
  const rows = await db().$queryRaw<Counted<object>[]>(
    sql`SELECT ${figures} ${from(span, narrowing)}`,
  );
  return toFigures(rows[0]!);
}

export interface GroupFigures extends Figures {
  connectionId: string;
  /** Null: nobody's, or several people's. */
  personId: string | null;
}

/** By connection and person. */
export async function countGroups(span: Span, narrowing: Narrowing): Promise<GroupFigures[]> {
  const rows = await db().$queryRaw<
    Counted<{ connectionId: string; personId: string | null }>[]
  >(sql`SELECT c."connectionId", c."handledById" AS "personId", ${figures}
    ${from(span, narrowing)} GROUP BY c."handledById", c."connectionId"`);
  return rows.map((row) => {
    return { connectionId: row.connectionId, personId: row.personId, ...toFigures(row) };
  });
}

/** Conversations by what they gave, as far as somebody said. */
export async function countOutcomes(
  span: Span,
  narrowing: Narrowing,
): Promise<{ outcomeId: string; talks: number }[]> {
  const rows = await db().$queryRaw<{ outcomeId: string; talks: number | bigint }[]>(
    sql`SELECT c."outcomeId", count(*) AS "talks" ${from(span, narrowing)}
      AND ${answered} AND NOT (${byNobody}) AND c."outcomeId" IS NOT NULL
      GROUP BY c."outcomeId"`,
  );
  return rows.map(({ outcomeId, talks }) => ({ outcomeId, talks: Number(talks) }));
}

/** How long the answered incoming calls rang. */
export async function countWaits(span: Span, narrowing: Narrowing): Promise<Histogram> {
  const rows = await db().$queryRaw<{ wait: number; calls: number | bigint }[]>(
    sql`SELECT c."waitSeconds" AS "wait", count(*) AS "calls" ${from(span, narrowing)}
      AND ${incoming} AND ${answered} AND c."waitSeconds" IS NOT NULL GROUP BY c."waitSeconds"`,
  );
  return new Map(rows.map(({ wait, calls }) => [Number(wait), Number(calls)]));
}

export interface MissedHour {
  /** When a quarter of an hour began, in ms: every zone's hours begin with one. */
  at: number;
  missed: number;
}

/** Missed calls by quarter of an hour. */
export async function countMissed(span: Span, narrowing: Narrowing): Promise<MissedHour[]> {
  const quarter =
    direct().dialect === "sqlite"
      ? sql`unixepoch(c."startedAt") / 900`
      : sql`CAST(floor(extract(epoch FROM c."startedAt") / 900) AS integer)`;
  const rows = await db().$queryRaw<{ quarter: number | bigint; missed: number | bigint }[]>(
    sql`SELECT ${quarter} AS "quarter", count(*) AS "missed"
      ${from(span, narrowing)} AND ${incoming} AND NOT (${answered}) GROUP BY 1`,
  );
  return rows.map((row) => {
    return { at: Number(row.quarter) * 900_000, missed: Number(row.missed) };
  });
}
