/**
 * A walk along the calls in the order of time, in windows of a few thousand: each statement is short, so
 * calls are recorded between two, and a walk ends after so many calls however few of them fit.
 */
import { empty, sqltag as sql, raw, type Sql } from "@prisma/client/runtime/client";
import { day } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { timeText } from "#lib/db/json-sql";

/** From `from` (included) to `to` (excluded); null: however far. */
export interface Stretch {
  from: Date | null;
  to: Date | null;
}

export interface Walk {
  /** In the order of time; they do not overlap. */
  stretches: readonly Stretch[];
  direction: "older" | "newer";
  /** Calls of the first window; each further one has four times as many, up to `largestWindow`. */
  firstWindow: number;
  /** Calls that are looked at, at most. */
  most: number;
}

export interface Window {
  /** Condition that a call `c` began within it. */
  within: Sql;
  /** When the last of its calls began, in the walk's direction; null: there are no more in the stretch. */
  edge: Date | null;
}

export const largestWindow = 5_000;

/** @returns whether the walk has come to its end; else it has looked at as many calls as it may */
export async function* windowsOf({
  stretches,
  direction,
  firstWindow,
  most,
}: Walk): AsyncGenerator<Window, boolean> {
  const ahead = direction === "older" ? stretches.toReversed() : stretches;
  let [size, left] = [firstWindow, most];
  for (const stretch of ahead) {
    let rest = stretch;
    for (let isOver = false; !isOver;) {
      if (left <= 0) return false;
      const edge = isShort(rest) ? null : await edgeOf(rest, direction, size);
      yield { within: inside(cutAt(rest, direction, edge).near), edge };
      isOver = edge === null;
      rest = cutAt(rest, direction, edge).far;
      if (edge) left -= size;
      size = Math.min(4 * size, largestWindow);
    }
  }
  return true;
}

/** A day is read at once: so are the same hours of many days, of which each is a stretch. */
const isShort = ({ from, to }: Stretch) => from && to && to.getTime() - from.getTime() <= day;

/** When the last of the next `size` calls began; null when there are fewer. */
async function edgeOf(
  stretch: Stretch,
  direction: Walk["direction"],
  size: number,
): Promise<Date | null> {
  const order = direction === "older" ? sql`DESC` : sql`ASC`;
  const [row] = await db().$queryRaw<{ at: string }[]>(sql`
    SELECT ${startedAtText()} AS "at" FROM "Call" c WHERE ${inside(stretch)}
    ORDER BY c."startedAt" ${order} LIMIT 1 OFFSET ${size - 1}`);
  return row ? new Date(row.at) : null;
}

/** A stretch up to an edge, all calls of that moment included, and what is beyond. */
function cutAt(stretch: Stretch, direction: Walk["direction"], edge: Date | null) {
  if (edge === null) return { near: stretch, far: stretch };
  const after = new Date(edge.getTime() + 1);
  return direction === "older"
    ? { near: { ...stretch, from: edge }, far: { ...stretch, to: edge } }
    : { near: { ...stretch, to: after }, far: { ...stretch, from: after } };
}

/** Condition that a call `c` began within the stretch. */
export function inside({ from, to }: Stretch): Sql {
  return sql`1 = 1 ${from ? sql`AND c."startedAt" >= ${from}` : empty}
    ${to ? sql`AND c."startedAt" < ${to}` : empty}`;
}

/** When a call `c` began, as text that `Date` parses. */
export function startedAtText(): Sql {
  return raw(timeText(direct().dialect, `c."startedAt"`));
}

/**
 * FROM of a window's calls. SQLite is told the index of statistics: it holds nearly all that journals are
 * narrowed down by, so that of the calls that do not fit the wide rows are not read.
 */
export function callsOfWindow(): Sql {
  return direct().dialect === "sqlite"
    ? sql`FROM "Call" c INDEXED BY "Call_statistics_idx"`
    : sql`FROM "Call" c`;
}
