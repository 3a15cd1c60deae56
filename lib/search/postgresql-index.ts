/**
 * Search index of PostgreSQL: pg_trgm's GIN index, and for prefixes of one or two letters, which have no
 * trigrams, an index in byte order.
 */
import { empty, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { direct } from "#lib/db/direct";
import {
  beyond,
  columns,
  everyPiece,
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

/** Number of first rows among which a frequent word is found without the index. */
const firstRows = 1_000;
/** Matches among the first rows that make a word frequent: the GIN index would name all its rows first. */
const frequentFrom = 20;
/** Letters that the index of beginnings holds. */
const longestBegin = 40;

const isPresent: Record<Indexed, Sql> = {
  Contact: sql`AND t."deletedAt" IS NULL`,
  Company: empty,
};
const holds = (text: Sql, pieces: readonly Piece[]) =>
  everyPiece(pieces, (spelling) => sql`${text} LIKE ${`%${spelling.replace(/[\\%_]/g, "\\$&")}%`}`);

export const postgresqlIndex: SearchIndex = {
  beginning({ table, reach }, begin, rest, most) {
    const start = sql`(left(${texts[table]}, ${raw(String(longestBegin))}) COLLATE "C")`;
    const letters = begin.slice(0, longestBegin);
    return direct().read<Candidate>(sql`
      SELECT ${columns[table]} FROM (
        SELECT * FROM ${raw(`"${table}"`)} t
        WHERE ${start} >= ${letters} AND ${start} < ${letters + beyond}
        ORDER BY ${start} LIMIT ${mostBeginning}
      ) t WHERE ${holds(texts[table], rest)} ${isPresent[table]} ${isWithin({ table, reach })} LIMIT ${most}`);
  },

  /**
   * MATERIALIZED hides LIMIT from the planner: with LIMIT in sight it reads the table from its beginning,
   * which takes long when all matches are at its end.
   */
  async holding({ table, reach }, pieces, most) {
    const matches = holds(texts[table], pieces);
    const frequent = await direct().read<Candidate>(sql`
      SELECT ${columns[table]} FROM (SELECT * FROM ${raw(`"${table}"`)} LIMIT ${firstRows}) t
      WHERE ${matches} ${isPresent[table]} ${isWithin({ table, reach })} LIMIT ${most}`);
    if (frequent.length >= frequentFrom) return frequent;
    return direct().read<Candidate>(sql`
      WITH found AS MATERIALIZED (
        SELECT ${columns[table]} FROM ${raw(`"${table}"`)} t WHERE ${matches} ${isPresent[table]}
          ${isWithin({ table, reach })}
      ) SELECT * FROM found LIMIT ${most}`);
  },

  own: (userId, pieces, most) =>
    direct().read<Candidate>(sql`
      SELECT ${columns.Contact} FROM (
        SELECT * FROM "Contact" WHERE "ownerId" = ${userId} LIMIT ${mostOwn}
      ) t WHERE ${holds(texts.Contact, pieces)} ${isPresent.Contact} LIMIT ${most}`),

  dictionaryWords: (words) =>
    readDictionary(sql`json_array_elements_text(${JSON.stringify(words)}::json)`),
};
