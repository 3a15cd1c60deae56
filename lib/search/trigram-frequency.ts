/**
 * How often three letters stand together, from a sample: FTS5 walks through all rows that hold any of
 * the threes it is asked for, so it is asked for the rarest of a word alone; the row tells the rest.
 */
import { sqltag as sql } from "@prisma/client/runtime/client";
import { direct } from "#lib/db/direct";
import type { Piece } from "./indexed";

const sampled = 3_000;
/** Names come and go slowly, in ms. */
const fresh = 60 * 60 * 1000;
/** Fewer of a word leave too many rows to look at, more bring the frequent ones back. */
const threesOfWord = 3;
/** In so many rows of the sample a word is rare enough to be asked for alone. */
const rare = 5;

export type Frequency = (three: string) => number;

let known: { at: number; database: unknown; counts: Promise<Map<string, number>> } | null = null;

/** Of the database that is open. */
export async function trigramFrequency(): Promise<Frequency> {
  const database = direct();
  if (known?.database !== database || Date.now() - known.at > fresh) {
    known = { at: Date.now(), database, counts: countSample() };
  }
  const counts = await known.counts;
  return (three) => counts.get(three) ?? 0;
}

/** Rows from all over the table, by the numbers SQLite gives them. */
async function countSample(): Promise<Map<string, number>> {
  const rows = await direct().read<{ text: string }>(sql`
    SELECT t."searchText" AS "text" FROM (
      WITH RECURSIVE sample(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM sample WHERE i < ${sampled})
      SELECT 1 + i * (SELECT coalesce(max(rowid), 0) FROM "Contact") / ${sampled} AS "row" FROM sample
    ) CROSS JOIN "Contact" t ON t.rowid = "row"`);
  const counts = new Map<string, number>();
  for (const { text } of rows) {
    for (const three of new Set(threesOf(text))) counts.set(three, (counts.get(three) ?? 0) + 1);
  }
  return counts;
}

/** As FTS5 counts them: by code point. */
function threesOf(text: string): string[] {
  const letters = [...text];
  return letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(""));
}

/** What to ask FTS5 for, in its language, so that every row with all of the pieces is among its answers. */
export function trigramQuery(pieces: readonly Piece[], frequency: Frequency): string {
  const words = pieces.map((piece) => {
    const rarest = piece.map((spelling) =>
      [...new Set(threesOf(spelling))]
        .toSorted((a, b) => frequency(a) - frequency(b))
        .slice(0, threesOfWord),
    );
    return { rarest, rows: rarest.reduce((sum, [three]) => sum + frequency(three!), 0) };
  });
  const byRows = words.toSorted((a, b) => a.rows - b.rows);
  // A third word narrows little down.
  return byRows
    .slice(0, byRows[0]!.rows <= rare ? 1 : 2)
    .map(({ rarest }) => `(${rarest.map(allOf).join(" OR ")})`)
    .join(" AND ");
}

const allOf = (threes: readonly string[]) =>
  `(${threes.map((three) => `"${three.replaceAll('"', '""')}"`).join(" AND ")})`;
