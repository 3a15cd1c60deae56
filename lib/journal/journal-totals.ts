/** What a journal amounts to, as far as it is counted. */
import { sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { isAnswered, isByPerson, isIncoming } from "#lib/calls/counted-calls";
import { db } from "#lib/db/client";
import type { JournalSource } from "./journal-source";
import { callsOfWindow, largestWindow, windowsOf } from "./walk";

export interface JournalTotals {
  calls: number;
  /** Each as statistics count it (docs/statistics.md): of incoming calls, and of those that people made. */
  answered: number;
  missed: number;
  reached: number;
  talkSeconds: number;
  /** There are more calls than were counted; the other figures are those of a part. */
  atLeast: boolean;
}

/** Beyond this the journal is not counted: of a million calls that takes a second, at each look. */
export const mostCounted = 10_000;

const figures = ["calls", "answered", "missed", "reached", "talkSeconds"] as const;
const columns = sql`c."direction", c."disposition", c."talkSeconds", c."handledById"`;
const totals = sql`count(*) AS "calls",
  count(*) FILTER (WHERE ${isIncoming} AND ${isAnswered}) AS "answered",
  count(*) FILTER (WHERE ${isIncoming} AND NOT (${isAnswered})) AS "missed",
  count(*) FILTER (WHERE ${isByPerson} AND ${isAnswered}) AS "reached",
  sum(c."talkSeconds") AS "talkSeconds"`;

type TotalsRow = Record<(typeof figures)[number], number | bigint | null>;

export async function countTotals(source: JournalSource): Promise<JournalTotals> {
  if (source.kind === "listed") return limited(await count(source.from));
  const { stretches, where, most } = source;
  const windows = windowsOf({
    stretches,
    direction: "older",
    firstWindow: largestWindow,
    most,
  });
  const sum = { calls: 0, answered: 0, missed: 0, reached: 0, talkSeconds: 0 };
  for (;;) {
    const { value: window, done } = await windows.next();
    if (done) return { ...sum, atLeast: !window };
    const part = await count(sql`${callsOfWindow()} WHERE ${window.within} ${where}`);
    for (const name of figures) sum[name] += part[name];
    if (sum.calls > mostCounted) return limited(sum);
  }
}

async function count(from: Sql) {
  const [row] = await db().$queryRaw<TotalsRow[]>(
    sql`SELECT ${totals} FROM (SELECT ${columns} ${from} LIMIT ${mostCounted + 1}) AS c`,
  );
  return {
    calls: Number(row?.calls ?? 0),
    answered: Number(row?.answered ?? 0),
    missed: Number(row?.missed ?? 0),
    reached: Number(row?.reached ?? 0),
    talkSeconds: Number(row?.talkSeconds ?? 0),
  };
}

function limited(sum: Omit<JournalTotals, "atLeast">): JournalTotals {
  return { ...sum, calls: Math.min(sum.calls, mostCounted), atLeast: sum.calls > mostCounted };
}
