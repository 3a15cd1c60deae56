/** FTS5 tells which rows hold the three-letter pieces of a word; the row itself, whether the word is in it. */
import { empty, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { direct } from "#lib/db/direct";
import {
  beyond,
  columns,
  everyPiece,
  hasTrigrams,
  knownAmong,
  mostBeginning,
  mostOwn,
  texts,
  type Candidate,
  type Indexed,
  type Piece,
  type SearchIndex,
} from "./indexed";
import { trigramFrequency, trigramQuery } from "./trigram-frequency";

/** The plus keeps SQLite from an index of who is deleted, in which nearly everybody is not. */
const isThere: Record<Indexed, Sql> = {
  Contact: sql`AND +t."deletedAt" IS NULL`,
  Company: empty,
};

const holds = (text: Sql, pieces: readonly Piece[]) =>
  everyPiece(pieces, (spelling) => sql`instr(${text}, ${spelling}) > 0`);

export const sqliteIndex: SearchIndex = {
  // The inner part is answered by the index alone.
  beginning: (table, begin, rest, most) =>
    direct().read<Candidate>(sql`
      SELECT ${columns[table]} FROM (
        SELECT rowid AS "row", ${texts[table]} AS "found" FROM ${raw(`"${table}"`)} t
        WHERE ${texts[table]} >= ${begin} AND ${texts[table]} < ${begin + beyond}
        ORDER BY ${texts[table]} LIMIT ${mostBeginning}
      ) CROSS JOIN ${raw(`"${table}"`)} t ON t.rowid = "row"
      WHERE ${holds(raw(`"found"`), rest)} ${isThere[table]} LIMIT ${most}`),

  async holding(table, pieces, most) {
    const asked = trigramQuery(pieces.filter(hasTrigrams), await trigramFrequency());
    return direct().read<Candidate>(sql`
      SELECT ${columns[table]} FROM ${raw(`"Search${table}"`)}(${asked}) found
      CROSS JOIN ${raw(`"${table}"`)} t ON t.rowid = found.rowid
      WHERE ${holds(texts[table], pieces)} ${isThere[table]} LIMIT ${most}`);
  },

  own: (userId, pieces, most) =>
    direct().read<Candidate>(sql`
      SELECT ${columns.Contact} FROM (
        SELECT rowid AS "row", "searchText" AS "mine" FROM "Contact"
        WHERE "ownerId" = ${userId} ORDER BY "searchText" LIMIT ${mostOwn}
      ) CROSS JOIN "Contact" t ON t.rowid = "row"
      WHERE ${holds(raw(`"mine"`), pieces)} ${isThere.Contact} LIMIT ${most}`),

  known: (words) => knownAmong(sql`json_each(${JSON.stringify(words)})`),
};
