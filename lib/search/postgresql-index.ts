/** pg_trgm's GIN index; what it can't find, a prefix of one or two letters, an index in byte order does. */
import { empty, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { direct } from "#lib/db/direct";
import {
  beyond,
  columns,
  everyPiece,
  knownAmong,
  mostBeginning,
  mostOwn,
  texts,
  type Candidate,
  type Indexed,
  type Piece,
  type SearchIndex,
} from "./indexed";

/** Rows among which a frequent word is found at once. */
const sample = 1_000;
/** So many of them, and it is a frequent word: the index would name every row in the land first. */
const enough = 20;
/** Letters the index of beginnings holds. */
const longestBegin = 40;

const isThere: Record<Indexed, Sql> = {
  Contact: sql`AND t."deletedAt" IS NULL`,
  Company: empty,
};
const holds = (text: Sql, pieces: readonly Piece[]) =>
  everyPiece(pieces, (spelling) => sql`${text} LIKE ${`%${spelling.replace(/[\\%_]/g, "\\$&")}%`}`);

export const postgresqlIndex: SearchIndex = {
  beginning(table, begin, rest, most) {
    const start = sql`(left(${texts[table]}, ${raw(String(longestBegin))}) COLLATE "C")`;
    const letters = begin.slice(0, longestBegin);
    return direct().read<Candidate>(sql`
      SELECT ${columns[table]} FROM (
        SELECT * FROM ${raw(`"${table}"`)} t
        WHERE ${start} >= ${letters} AND ${start} < ${letters + beyond}
        ORDER BY ${start} LIMIT ${mostBeginning}
      ) t WHERE ${holds(texts[table], rest)} ${isThere[table]} LIMIT ${most}`);
  },

  /**
   * Planned as if all that holds the pieces were wanted: with LIMIT in sight PostgreSQL reads the table
   * from its beginning, which takes for ever when all of them are at its end.
   */
  async holding(table, pieces, most) {
    const matches = holds(texts[table], pieces);
    const frequent = await direct().read<Candidate>(sql`
      SELECT ${columns[table]} FROM (SELECT * FROM ${raw(`"${table}"`)} LIMIT ${sample}) t
      WHERE ${matches} ${isThere[table]} LIMIT ${most}`);
    if (frequent.length >= enough) return frequent;
    return direct().read<Candidate>(sql`
      WITH found AS MATERIALIZED (
        SELECT ${columns[table]} FROM ${raw(`"${table}"`)} t WHERE ${matches} ${isThere[table]}
      ) SELECT * FROM found LIMIT ${most}`);
  },

  own: (userId, pieces, most) =>
    direct().read<Candidate>(sql`
      SELECT ${columns.Contact} FROM (
        SELECT * FROM "Contact" WHERE "ownerId" = ${userId} LIMIT ${mostOwn}
      ) t WHERE ${holds(texts.Contact, pieces)} ${isThere.Contact} LIMIT ${most}`),

  known: (words) => knownAmong(sql`json_array_elements_text(${JSON.stringify(words)}::json)`),
};
