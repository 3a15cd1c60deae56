/**
 * The index as searches use it; each database has its own (docs/decisions/013-search.md). Every question
 * is bounded: it reads so many rows at most, and ranking is for those.
 */
import { join, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { direct } from "#lib/db/direct";

/** A piece of text in one of several spellings. */
export type Piece = readonly string[];

export type Indexed = "Contact" | "Company";

export interface Candidate {
  id: string;
  /** The folded text it was found by. */
  text: string;
  ownerId: string | null;
}

export interface SearchIndex {
  /** Rows whose text begins so and holds the rest, in the order of their text; of the first 2,000. */
  beginning(
    table: Indexed,
    begin: string,
    rest: readonly Piece[],
    most: number,
  ): Promise<Candidate[]>;
  /** Rows whose text holds all of the pieces, of which one has a spelling of three letters or more. */
  holding(table: Indexed, pieces: readonly Piece[], most: number): Promise<Candidate[]>;
  /** Those of a person's contacts (the first 5,000 by name) whose text holds all of the pieces. */
  own(userId: string, pieces: readonly Piece[], most: number): Promise<Candidate[]>;
  /** Those of `words` with which a known word begins; those that are one as they stand come first. */
  known(words: readonly string[]): Promise<string[]>;
}

/** More rows with one beginning are not looked through for the rest. */
export const mostBeginning = 2_000;
/** More of one's own contacts are not looked through. */
export const mostOwn = 5_000;

/** Sorts after everything that begins with the same letters. */
export const beyond = "\u{10FFFF}";

/** What is answered of a row `t`. */
export const columns: Record<Indexed, Sql> = {
  Contact: sql`t."id", t."searchText" AS "text", t."ownerId"`,
  Company: sql`t."id", t."nameKey" AS "text", NULL AS "ownerId"`,
};
export const texts: Record<Indexed, Sql> = {
  Contact: raw(`t."searchText"`),
  Company: raw(`t."nameKey"`),
};

/** Every piece occurs, in one of its spellings. `occurs` tells of one how the database says so. */
export function everyPiece(pieces: readonly Piece[], occurs: (spelling: string) => Sql): Sql {
  if (pieces.length === 0) return sql`true`;
  const each = pieces.map((piece) => sql`(${join(piece.map(occurs), " OR ")})`);
  return join(each, " AND ");
}

/** Whether the index knows it: shorter spellings have no threes of letters. */
export const hasTrigrams = (piece: Piece): boolean =>
  piece.every((spelling) => [...spelling].length >= 3);

/** @param each the words asked about, a row each, in a column `value` */
export async function knownAmong(each: Sql): Promise<string[]> {
  // The first known word that is not before it begins with it, or none does.
  const rows = await direct().read<{ word: string }>(sql`
    SELECT asked."word" FROM (
      SELECT value AS "word", (
        SELECT "word" FROM "SearchWord" WHERE "word" >= value ORDER BY "word" LIMIT 1
      ) AS "first" FROM ${each}
    ) asked WHERE substr("first", 1, length(asked."word")) = asked."word"
    ORDER BY "first" = asked."word" DESC`);
  return rows.map(({ word }) => word);
}
