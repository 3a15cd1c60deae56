/**
 * Search index, as searches use it; SQLite and PostgreSQL each have their own
 * (docs/decisions/013-search.md). Every query is bounded: it reads a limited number of rows and ranks
 * those.
 */
import { andWithin, type Reach } from "#lib/auth/policy";
import { empty, join, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { direct } from "#lib/db/direct";

/** A word of the query in one or several spellings. */
export type Piece = readonly string[];

export type Indexed = "Contact" | "Company";

export interface Candidate {
  id: string;
  /** Folded text that the index holds for the row. */
  text: string;
  ownerId: string | null;
}

/** What is searched: a table, and how much of it. Companies are everybody's. */
export interface Asked {
  table: Indexed;
  reach: Reach;
}

/** Condition that a row `t` is within reach. */
export function isWithin({ table, reach }: Asked): Sql {
  return table === "Contact" ? andWithin(reach, sql`t."ownerId"`) : empty;
}

export interface SearchIndex {
  /** Rows whose text begins with `begin` and holds the rest, in order of text; of the first 2,000. */
  beginning(
    asked: Asked,
    begin: string,
    rest: readonly Piece[],
    most: number,
  ): Promise<Candidate[]>;
  /** Rows whose text holds all pieces, one of which has spellings of three letters or more. */
  holding(asked: Asked, pieces: readonly Piece[], most: number): Promise<Candidate[]>;
  /** A person's own contacts (the first 5,000 by name) whose text holds all pieces. */
  own(userId: string, pieces: readonly Piece[], most: number): Promise<Candidate[]>;
  /** Those of `words` that begin a word of the dictionary; whole words of it come first. */
  dictionaryWords(words: readonly string[]): Promise<string[]>;
}

/** Limit of rows with the same beginning that are compared with the rest of the query. */
export const mostBeginning = 2_000;
/** Limit of own contacts that are compared with the query. */
export const mostOwn = 5_000;

/** Sorts after every text with the same beginning. */
export const beyond = "\u{10FFFF}";

/** Columns of a candidate; the row is `t`. */
export const columns: Record<Indexed, Sql> = {
  Contact: sql`t."id", t."searchText" AS "text", t."ownerId"`,
  Company: sql`t."id", t."nameKey" AS "text", NULL AS "ownerId"`,
};
export const texts: Record<Indexed, Sql> = {
  Contact: raw(`t."searchText"`),
  Company: raw(`t."nameKey"`),
};

/** Condition that every piece occurs in one of its spellings; `occurs` is the dialect's own operator. */
export function everyPiece(pieces: readonly Piece[], occurs: (spelling: string) => Sql): Sql {
  if (pieces.length === 0) return sql`true`;
  const each = pieces.map((piece) => sql`(${join(piece.map(occurs), " OR ")})`);
  return join(each, " AND ");
}

/** Trigram indexes answer for spellings of three letters or more only. */
export const hasTrigrams = (piece: Piece): boolean =>
  piece.every((spelling) => [...spelling].length >= 3);

/** @param each the words in question as rows with a column `value` */
export async function readDictionary(each: Sql): Promise<string[]> {
  // The first dictionary word that does not sort before a word begins with it, or none does.
  const rows = await direct().read<{ word: string }>(sql`
    SELECT asked."word" FROM (
      SELECT value AS "word", (
        SELECT "word" FROM "SearchWord" WHERE "word" >= value ORDER BY "word" LIMIT 1
      ) AS "first" FROM ${each}
    ) asked WHERE substr("first", 1, length(asked."word")) = asked."word"
    ORDER BY "first" = asked."word" DESC`);
  return rows.map(({ word }) => word);
}
