/** What a journal amounts to, as far as it is counted. */
import { sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import type { JournalSource } from "./journal-source";
import { callsOfWindow, largestWindow, windowsOf } from "./walk";

export interface JournalTotals {
  calls: number;
  answered: number;
  /** Incoming, over, and not answered. */
  missed: number;
  talkSeconds: number;
  /** There are more calls than were counted; the other figures are those of a part. */
  atLeast: boolean;
}

/** Beyond this the journal is not counted: of a million calls that takes a second, at each look. */
export const mostCounted = 10_000;

const columns = sql`c."direction", c."disposition", c."talkSeconds"`;
const totals = sql`count(*) AS "calls",
  count(*) FILTER (WHERE "disposition" = 'answered') AS "answered",
  count(*) FILTER (WHERE "direction" = 'incoming' AND "disposition" <> 'answered') AS "missed",
  sum("talkSeconds") AS "talkSeconds"`;

type TotalsRow = Record<"calls" | "answered" | "missed" | "talkSeconds", number | bigint | null>;

export async function countTotals(source: JournalSource): Promise<JournalTotals> {
  if (source.kind === "listed") return limited(await count(source.from));
  const { stretches, where, most } = source;
  const windows = windowsOf({
    stretches,
    direction: "older",
    firstWindow: largestWindow,
    most,
  });
  const sum = { calls: 0, answered: 0, missed: 0, talkSeconds: 0 };
  for (;;) {
    const { value: window, done } = await windows.next();
    if (done) return { ...sum, atLeast: !window };
    const part = await count(sql`${callsOfWindow()} WHERE ${window.within} ${where}`);
    for (const name of ["calls", "answered", "missed", "talkSeconds"] as const) {
      sum[name] += part[name];
    }
    if (sum.calls > mostCounted) return limited(sum);
  }
}

async function count(from: Sql) {
  const [row] = await db().$queryRaw<TotalsRow[]>(
    sql`SELECT ${totals} FROM (SELECT ${columns} ${from} LIMIT ${mostCounted + 1}) AS counted`,
  );
  return {
    calls: Number(row?.calls ?? 0),
    answered: Number(row?.answered ?? 0),
    missed: Number(row?.missed ?? 0),
    talkSeconds: Number(row?.talkSeconds ?? 0),
  };
}

function limited(sum: Omit<JournalTotals, "atLeast">): JournalTotals {
  return { ...sum, calls: Math.min(sum.calls, mostCounted), atLeast: sum.calls > mostCounted };
}
