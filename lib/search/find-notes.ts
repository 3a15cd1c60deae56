/**
 * Finds what people wrote down, latest first. Notes are stored as they were typed: an index names those that
 * hold the letters of a word in any case, and each of them is read to see whether it holds the words.
 */
import { join, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { andReadableNotes, andWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { direct } from "#lib/db/direct";
import { timeText } from "#lib/db/json-sql";
import { hasTrigrams } from "./search-index";
import { foldForSearch } from "./search-text";
import { trigramQueryOf } from "./sqlite-index";
import type { NoteHit } from "./view";

export interface FoundNote {
  id: string;
  /** As it was typed. */
  text: string;
  /** ISO 8601. */
  createdAt: string;
  callId: string | null;
  contactId: string | null;
  contactName: string | null;
  /** The client's number, of a note of a call. */
  clientRaw: string | null;
  clientE164: string | null;
}

const mostWords = 8;
/** Notes with the words that are read at most, the latest; whoever may read few of them finds no older ones. */
const mostRead = 1_000;
/** Among so many latest notes for each that is wanted PostgreSQL looks without its index, which would name all first. */
const latestForEach = 20;

/**
 * The latest `most` notes within the person's reach in which every word of `q` occurs: three letters of a word
 * or more, in any case, ё as е. None when all words are shorter.
 */
export async function notesHolding(user: Viewer, q: string, most: number): Promise<FoundNote[]> {
  const words = foldForSearch(q).split(" ").slice(0, mostWords);
  const indexed = words.filter((word) => hasTrigrams([word]));
  if (indexed.length === 0) return [];
  const reach = await reachOf(user);
  // A contact's own notes go with the contact, notes of a call with the call (lib/auth/policy.ts).
  const within = sql`AND "Note"."deletedAt" IS NULL AND p."deletedAt" IS NULL
    ${andReadableNotes(user)} ${andWithin(reach, sql`p."ownerId"`)}`;
  const rows =
    direct().dialect === "sqlite"
      ? await onSqlite(indexed, within, most)
      : await onPostgresql(indexed, within, most);
  return rows.filter(({ text }) => {
    const folded = foldForSearch(text);
    return words.every((word) => folded.includes(word));
  });
}

const columns = () => sql`"Note"."id", "Note"."text", "Note"."callId", "Note"."contactId",
  ${raw(timeText(direct().dialect, `"Note"."createdAt"`))} AS "createdAt",
  p."name" AS "contactName", call."clientRaw", call."clientE164"`;
const beside = sql`LEFT JOIN "Contact" p ON p."id" = "Note"."contactId"
  LEFT JOIN "Call" call ON call."id" = "Note"."callId"`;

/** The rows of notes are numbered in the order in which they were written. */
async function onSqlite(words: readonly string[], within: Sql, most: number) {
  const query = await trigramQueryOf(words.map((word) => [word]));
  return direct().read<FoundNote>(sql`
    SELECT ${columns()} FROM (
      SELECT rowid FROM "SearchNote"(${query}) ORDER BY rowid DESC LIMIT ${mostRead}
    ) found CROSS JOIN "Note" ON "Note".rowid = found.rowid ${beside}
    WHERE 1 = 1 ${within} ORDER BY found.rowid DESC LIMIT ${most}`);
}

/** MATERIALIZED hides LIMIT from the planner, which would read all notes from their end (postgresql-index.ts). */
async function onPostgresql(words: readonly string[], within: Sql, most: number) {
  // As the index has it.
  const folded = sql`replace(lower("Note"."text"), 'ё', 'е')`;
  const holds = join(
    words.map((word) => sql`${folded} LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`),
    " AND ",
  );
  const read = (from: Sql) =>
    direct().read<FoundNote>(sql`SELECT ${columns()} ${from} ${beside} WHERE ${holds} ${within}
      ORDER BY "Note"."createdAt" DESC, "Note"."id" DESC LIMIT ${most}`);
  const latest = sql`FROM (SELECT * FROM "Note" ORDER BY "id" DESC
    LIMIT ${Math.max(mostRead, latestForEach * most)}) AS "Note"`;
  const frequent = await read(latest);
  if (frequent.length >= most) return frequent;
  // Frequent words of notes that the person may not read: there are too many of them to go through.
  const [known] = await direct().read<{ notes: string }>(
    sql`SELECT count(*) AS "notes" ${latest} WHERE "deletedAt" IS NULL AND ${holds}`,
  );
  if (Number(known?.notes) >= most) return frequent;
  return direct().read<FoundNote>(sql`
    WITH found AS MATERIALIZED (
      SELECT "id" FROM "Note" WHERE "deletedAt" IS NULL AND ${holds}
    ) SELECT ${columns()} FROM found JOIN "Note" ON "Note"."id" = found."id" ${beside}
    WHERE 1 = 1 ${within} ORDER BY "Note"."createdAt" DESC, "Note"."id" DESC LIMIT ${most}`);
}

/** Letters before the first word found that an excerpt shows, and of the whole of it. */
const excerpt = { before: 40, all: 160 } as const;

/** The notes as the palette shows them. */
export async function findNotes(user: Viewer, q: string, most: number): Promise<NoteHit[]> {
  const found = await notesHolding(user, q, most);
  return found.map(({ id, text, createdAt, contactId, contactName, clientRaw, clientE164 }) => ({
    id,
    excerpt: excerptOf(text, q),
    createdAt: new Date(createdAt).toISOString(),
    contact: contactId === null ? null : { id: contactId, name: contactName ?? "" },
    number: clientRaw === null ? null : { raw: clientRaw, e164: clientE164 },
  }));
}

/** What stands around the first word found. */
function excerptOf(text: string, q: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const folded = foldForSearch(line);
  const places = foldForSearch(q)
    .split(" ")
    .map((word) => folded.indexOf(word));
  const start = Math.max(0, Math.min(...places) - excerpt.before);
  const part = line.slice(start, start + excerpt.all);
  return `${start > 0 ? "…" : ""}${part}${start + excerpt.all < line.length ? "…" : ""}`;
}
