/**
 * SQL behind statistics. Each statement reads a few days of one covering index (`Call_statistics_idx`),
 * so a year of a million calls is many short reads, and calls are recorded and pushed between them.
 */
import { empty, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import {
  isAnswered,
  isAutomatic,
  isByPerson,
  isCounted,
  isIncoming,
} from "#lib/calls/counted-calls";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { figureNames, noFigures, type Figures, type Histogram } from "./figures";
import type { Span } from "#lib/base/period";

/** Which calls are counted: a person's, a connection's. Null means all. */
export interface CallFilter {
  personId: string | null;
  connectionId: string | null;
}

const figures = sql`
  count(*) FILTER (WHERE ${isIncoming}) AS "incoming",
  count(*) FILTER (WHERE ${isIncoming} AND ${isAnswered}) AS "answered",
  count(*) FILTER (WHERE ${isByPerson}) AS "outgoing",
  count(*) FILTER (WHERE ${isByPerson} AND ${isAnswered}) AS "reached",
  count(*) FILTER (WHERE ${isAutomatic}) AS "automatic",
  sum(c."waitSeconds") FILTER (WHERE ${isIncoming} AND ${isAnswered}) AS "waitSeconds",
  count(c."waitSeconds") FILTER (WHERE ${isIncoming} AND ${isAnswered}) AS "waits",
  sum(c."talkSeconds") FILTER (WHERE ${isAnswered} AND NOT (${isAutomatic})) AS "talkSeconds"`;

/** The filter as further conditions on a call `c`. */
export function handledBy({ personId, connectionId }: CallFilter): Sql {
  return sql`${personId ? sql`AND c."handledById" = ${personId}` : empty}
    ${connectionId ? sql`AND c."connectionId" = ${connectionId}` : empty}`;
}

/** Ended external calls that began in the span: the statement from FROM on. */
function endedCalls({ from, to }: Span, filter: CallFilter): Sql {
  return sql`FROM "Call" c WHERE c."startedAt" >= ${from} AND c."startedAt" < ${to}
    AND ${isCounted} ${handledBy(filter)}`;
}

type FigureRow<T> = T & Record<keyof Figures, number | bigint | null>;

function toFigures(row: FigureRow<object>): Figures {
  const result = { ...noFigures };
  for (const name of figureNames) result[name] = Number(row[name] ?? 0);
  return result;
}

/** The figures of all calls of a span. */
export async function countAll(span: Span, filter: CallFilter): Promise<Figures> {
  const rows = await db().$queryRaw<FigureRow<object>[]>(
    sql`SELECT ${figures} ${endedCalls(span, filter)}`,
  );
  return toFigures(rows[0]!);
}

export interface GroupFigures extends Figures {
  connectionId: string;
  /** Null: handled by nobody, or by several people. */
  personId: string | null;
}

/** The figures of a span by connection and person. */
export async function countGroups(span: Span, filter: CallFilter): Promise<GroupFigures[]> {
  const rows = await db().$queryRaw<
    FigureRow<{ connectionId: string; personId: string | null }>[]
  >(sql`SELECT c."connectionId", c."handledById" AS "personId", ${figures}
    ${endedCalls(span, filter)} GROUP BY c."handledById", c."connectionId"`);
  return rows.map((row) => {
    return { connectionId: row.connectionId, personId: row.personId, ...toFigures(row) };
  });
}

/** Talks by outcome; talks without an outcome are not among them. */
export async function countOutcomes(
  span: Span,
  filter: CallFilter,
): Promise<{ outcomeId: string; talks: number }[]> {
  const rows = await db().$queryRaw<{ outcomeId: string; talks: number | bigint }[]>(
    sql`SELECT c."outcomeId", count(*) AS "talks" ${endedCalls(span, filter)}
      AND ${isAnswered} AND NOT (${isAutomatic}) AND c."outcomeId" IS NOT NULL
      GROUP BY c."outcomeId"`,
  );
  return rows.map(({ outcomeId, talks }) => ({ outcomeId, talks: Number(talks) }));
}

/** Ringing time of the answered incoming calls, in seconds. */
export async function countWaits(span: Span, filter: CallFilter): Promise<Histogram> {
  const rows = await db().$queryRaw<{ wait: number; calls: number | bigint }[]>(
    sql`SELECT c."waitSeconds" AS "wait", count(*) AS "calls" ${endedCalls(span, filter)}
      AND ${isIncoming} AND ${isAnswered} AND c."waitSeconds" IS NOT NULL GROUP BY c."waitSeconds"`,
  );
  return new Map(rows.map(({ wait, calls }) => [Number(wait), Number(calls)]));
}

export interface MissedCalls {
  /** Start of a quarter of an hour, in ms: the hours of every time zone begin with one. */
  at: number;
  missed: number;
}

/** Missed calls by quarter of an hour. */
export async function countMissed(span: Span, filter: CallFilter): Promise<MissedCalls[]> {
  const quarter =
    direct().dialect === "sqlite"
      ? sql`unixepoch(c."startedAt") / 900`
      : sql`CAST(floor(extract(epoch FROM c."startedAt") / 900) AS integer)`;
  const rows = await db().$queryRaw<{ quarter: number | bigint; missed: number | bigint }[]>(
    sql`SELECT ${quarter} AS "quarter", count(*) AS "missed"
      ${endedCalls(span, filter)} AND ${isIncoming} AND NOT (${isAnswered}) GROUP BY 1`,
  );
  return rows.map((row) => {
    return { at: Number(row.quarter) * 900_000, missed: Number(row.missed) };
  });
}
