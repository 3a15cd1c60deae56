/**
 * Search index of SQLite: FTS5 names the rows that hold the trigrams of a word, the row itself tells
 * whether it holds the word.
 */
import { empty, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { hour } from "#lib/base/duration";
import { direct } from "#lib/db/direct";
import {
  beyond,
  columns,
  everyPiece,
  hasTrigrams,
  isWithin,
  mostBeginning,
  mostOwn,
  readDictionary,
  texts,
  type Candidate,
  type Indexed,
  type Piece,
  type SearchIndex,
} from "./search-index";

/** Unary plus keeps SQLite off the index of deleted contacts, since nearly all are not deleted. */
const isPresent: Record<Indexed, Sql> = {
  Contact: sql`AND +t."deletedAt" IS NULL`,
  Company: empty,
};

const holds = (text: Sql, pieces: readonly Piece[]) =>
  everyPiece(pieces, (spelling) => sql`instr(${text}, ${spelling}) > 0`);

export const sqliteIndex: SearchIndex = {
  // The inner SELECT is answered by the index alone.
  beginning: ({ table, reach }, begin, rest, most) =>
    direct().read<Candidate>(sql`
      SELECT ${columns[table]} FROM (
        SELECT rowid AS "row", ${texts[table]} AS "found" FROM ${raw(`"${table}"`)} t
        WHERE ${texts[table]} >= ${begin} AND ${texts[table]} < ${begin + beyond}
        ORDER BY ${texts[table]} LIMIT ${mostBeginning}
      ) CROSS JOIN ${raw(`"${table}"`)} t ON t.rowid = "row"
      WHERE ${holds(raw(`"found"`), rest)} ${isPresent[table]} ${isWithin({ table, reach })} LIMIT ${most}`),

  async holding({ table, reach }, pieces, most) {
    const query = await trigramQueryOf(pieces.filter(hasTrigrams));
    return direct().read<Candidate>(sql`
      SELECT ${columns[table]} FROM ${raw(`"Search${table}"`)}(${query}) found
      CROSS JOIN ${raw(`"${table}"`)} t ON t.rowid = found.rowid
      WHERE ${holds(texts[table], pieces)} ${isPresent[table]} ${isWithin({ table, reach })} LIMIT ${most}`);
  },

  own: (userId, pieces, most) =>
    direct().read<Candidate>(sql`
      SELECT ${columns.Contact} FROM (
        SELECT rowid AS "row", "searchText" AS "mine" FROM "Contact"
        WHERE "ownerId" = ${userId} ORDER BY "searchText" LIMIT ${mostOwn}
      ) CROSS JOIN "Contact" t ON t.rowid = "row"
      WHERE ${holds(raw(`"mine"`), pieces)} ${isPresent.Contact} LIMIT ${most}`),

  dictionaryWords: (words) => readDictionary(sql`json_each(${JSON.stringify(words)})`),
};

/** FTS5 query for the rows that may hold all pieces of three letters or more. */
export async function trigramQueryOf(pieces: readonly Piece[]): Promise<string> {
  return trigramQuery(pieces, await trigramFrequency());
}

type Frequency = (trigram: string) => number;

const sampleSize = 3_000;
/** Lifetime of a sample, in ms: names come and go slowly. */
const sampleLifetime = hour;
/** Trigrams asked for per word: fewer leave too many rows to compare, more bring frequent ones back. */
const trigramsPerWord = 3;
/** A word in at most this many rows of the sample is rare enough to be asked for alone. */
const rare = 5;

let sample: { at: number; database: unknown; counts: Promise<Map<string, number>> } | null = null;

/** Frequency of trigrams in a sample of the open database's contacts. */
async function trigramFrequency(): Promise<Frequency> {
  const database = direct();
  if (sample?.database !== database || Date.now() - sample.at > sampleLifetime) {
    sample = { at: Date.now(), database, counts: countSample() };
  }
  const counts = await sample.counts;
  return (trigram) => counts.get(trigram) ?? 0;
}

/** Counts trigrams in rows spread evenly over the table by rowid. */
async function countSample(): Promise<Map<string, number>> {
  const rows = await direct().read<{ text: string }>(sql`
    SELECT t."searchText" AS "text" FROM (
      WITH RECURSIVE sample(i) AS (
        SELECT 0 UNION ALL SELECT i + 1 FROM sample WHERE i < ${sampleSize}
      )
      SELECT 1 + i * (SELECT coalesce(max(rowid), 0) FROM "Contact") / ${sampleSize} AS "row"
      FROM sample
    ) CROSS JOIN "Contact" t ON t.rowid = "row"`);
  const counts = new Map<string, number>();
  for (const { text } of rows) {
    for (const trigram of new Set(trigramsOf(text))) {
      counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
    }
  }
  return counts;
}

/** By code point, as FTS5 cuts them. */
function trigramsOf(text: string): string[] {
  const letters = [...text];
  return letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(""));
}

/**
 * FTS5 query that matches every row with all pieces, and more. FTS5 walks through all rows with any
 * trigram of the query, so it holds only the rarest trigrams of a word.
 */
function trigramQuery(pieces: readonly Piece[], frequency: Frequency): string {
  const words = pieces.map((piece) => {
    const rarest = piece.map((spelling) =>
      [...new Set(trigramsOf(spelling))]
        .toSorted((a, b) => frequency(a) - frequency(b))
        .slice(0, trigramsPerWord),
    );
    return { rarest, rows: rarest.reduce((sum, [trigram]) => sum + frequency(trigram!), 0) };
  });
  const byRows = words.toSorted((a, b) => a.rows - b.rows);
  // A third word narrows little down.
  return byRows
    .slice(0, byRows[0]!.rows <= rare ? 1 : 2)
    .map(({ rarest }) => `(${rarest.map(allOf).join(" OR ")})`)
    .join(" AND ");
}

const allOf = (trigrams: readonly string[]) =>
  `(${trigrams.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(" AND ")})`;
