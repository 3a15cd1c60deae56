/** What one should know of a client before saying hello, in one statement. */
import { empty, join, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { seenBy, type Viewer } from "#lib/calls/visible-calls";
import { db } from "#lib/db/client";
import type { CallView, OutcomeView } from "#lib/realtime/events";

/** A contact, or a number that is nobody's (or several people's). */
export type Client = { contactId: string } | { e164: string };

/** One thing that happened between us and a client. Times are ISO 8601; people are ids. */
export type Happening = { id: string; at: string; userId: string | null; text: string | null } & (
  | {
      kind: "call";
      direction: CallView["direction"];
      disposition: CallView["disposition"];
      talkSeconds: number | null;
      outcome: OutcomeView | null;
    }
  | { kind: "note" | "sms" }
  /** `detail`: how the callback was closed, or what was done to the contact (prisma/schema.prisma). */
  | { kind: "callback" | "change"; detail: string }
);

export interface ClientContext {
  ownerId: string | null;
  tags: string[];
  /** The last conversation: when, by whom, how many seconds, what it gave. */
  lastTalk: {
    at: string;
    userId: string | null;
    talkSeconds: number | null;
    outcome: OutcomeView | null;
  } | null;
  /** The last three, the newest first. */
  happened: Happening[];
  /** The call that somebody owes them. */
  callback: {
    id: string;
    kind: string;
    dueAt: string;
    ownerId: string | null;
    note: string | null;
    missedCount: number;
  } | null;
  /** Calls with them since `since`, the one at hand included; 0 without `since`. */
  callsToday: number;
}

/** How many things that happened are told. */
const mostThings = 3;

interface Row {
  slot:
    "owner" | "tag" | "talk" | "call" | "note" | "sms" | "callback" | "change" | "open" | "today";
  id: string | null;
  at: Date | string | null;
  userId: string | null;
  text: string | null;
  detail: string | null;
  more: string | null;
  count: number | bigint | null;
  outcomeId: string | null;
  outcomeKey: string | null;
  outcomeName: string | null;
}

/**
 * @param options.callId the call at hand: neither the last talk nor a thing that happened
 * @param options.since when the person's day began
 * @returns of a contact what the whole team did, as on the contact's page; of a number without a contact
 *   what the person may see
 */
export async function clientContext(
  user: Viewer,
  client: Client,
  options: { callId?: string; since?: Date } = {},
): Promise<ClientContext> {
  const branches = [
    ...("contactId" in client ? ofContact(client.contactId) : []),
    ...ofCalls(user, client, options),
    ...ofOthers(user, client),
  ];
  const rows = await db().$queryRaw<Row[]>(join(branches, " UNION ALL "));
  return toContext(rows);
}

/** Branches of one UNION have the same columns, of the same types on PostgreSQL. */
function branch(columns: Partial<Record<Exclude<keyof Row, "slot">, Sql>> & { slot: Row["slot"] }) {
  const text = sql`CAST(NULL AS text)`;
  return sql`SELECT CAST(${columns.slot} AS text) AS "slot", ${columns.id ?? text} AS "id",
    ${columns.at ?? sql`CAST(NULL AS timestamp(3))`} AS "at", ${columns.userId ?? text} AS "userId",
    ${columns.text ?? text} AS "text", ${columns.detail ?? text} AS "detail",
    ${columns.more ?? text} AS "more", ${columns.count ?? sql`CAST(NULL AS bigint)`} AS "count",
    ${columns.outcomeId ?? text} AS "outcomeId", ${columns.outcomeKey ?? text} AS "outcomeKey",
    ${columns.outcomeName ?? text} AS "outcomeName"`;
}

/** A LIMIT of its own for one branch. */
const first = (limit: number, select: Sql) => sql`SELECT * FROM (${select} LIMIT ${limit}) AS x`;

function ofContact(contactId: string): Sql[] {
  const change = branch({
    ...{ slot: "change", id: sql`h."id"`, at: sql`h."at"` },
    ...{ userId: sql`h."userId"`, detail: sql`h."kind"` },
  });
  const note = branch({
    ...{ slot: "note", id: sql`n."id"`, at: sql`n."createdAt"` },
    ...{ userId: sql`n."userId"`, text: sql`n."text"` },
  });
  return [
    sql`${branch({ slot: "owner", userId: sql`p."ownerId"` })}
      FROM "Contact" p WHERE p."id" = ${contactId}`,
    sql`${branch({ slot: "tag", text: sql`t."name"` })}
      FROM "ContactTag" ct JOIN "Tag" t ON t."id" = ct."tagId" WHERE ct."contactId" = ${contactId}`,
    first(
      mostThings,
      sql`${change} FROM "ContactChange" h WHERE h."contactId" = ${contactId} ORDER BY h."at" DESC`,
    ),
    // What was noted during a call is told with the call.
    first(
      mostThings,
      sql`${note} FROM "Note" n WHERE n."contactId" = ${contactId} AND n."callId" IS NULL
        AND n."deletedAt" IS NULL ORDER BY n."createdAt" DESC`,
    ),
  ];
}

/** Whoever talked last, of those who took part. */
const talker = sql`(SELECT l."userId" FROM "CallLeg" l
  WHERE l."callId" = c."id" AND l."answeredAt" IS NOT NULL ORDER BY l."answeredAt" DESC LIMIT 1)`;
const callNote = sql`(SELECT n."text" FROM "Note" n
  WHERE n."callId" = c."id" AND n."deletedAt" IS NULL ORDER BY n."updatedAt" DESC LIMIT 1)`;

function ofCalls(
  user: Viewer,
  client: Client,
  { callId = "", since }: { callId?: string; since?: Date },
): Sql[] {
  const theirs =
    "contactId" in client
      ? sql`c."contactId" = ${client.contactId}`
      : sql`c."clientE164" = ${client.e164} AND ${seenBy(user)}`;
  const call = (slot: "talk" | "call") =>
    sql`${branch({
      ...{ slot, id: sql`c."id"`, at: sql`c."startedAt"`, userId: talker, text: callNote },
      ...{ detail: sql`c."direction"`, more: sql`c."disposition"` },
      ...{ count: sql`CAST(c."talkSeconds" AS bigint)`, outcomeId: sql`o."id"` },
      ...{ outcomeKey: sql`o."key"`, outcomeName: sql`o."name"` },
    })} FROM "Call" c LEFT JOIN "Outcome" o ON o."id" = c."outcomeId"
      WHERE ${theirs} AND c."id" <> ${callId} AND c."state" = 'ended'
      ${slot === "talk" ? sql`AND c."answeredAt" IS NOT NULL` : empty}
      ORDER BY c."startedAt" DESC`;
  const today = sql`${branch({ slot: "today", count: sql`count(*)` })}
    FROM "Call" c WHERE ${theirs} AND c."startedAt" >= ${since ?? new Date()}`;
  return [first(1, call("talk")), first(mostThings, call("call")), ...(since ? [today] : [])];
}

function ofOthers(user: Viewer, client: Client): Sql[] {
  const isContact = "contactId" in client;
  const theirs = isContact
    ? (table: Sql) => sql`${table}."contactId" = ${client.contactId}`
    : (table: Sql) => sql`${table}."e164" = ${client.e164}`;
  const mine = isContact || user.role !== "sales" ? empty : sql`AND s."userId" = ${user.id}`;
  const openKey = isContact ? `contact:${client.contactId}` : `number:${client.e164}`;
  const sms = branch({
    ...{ slot: "sms", id: sql`s."id"`, at: sql`s."createdAt"` },
    ...{ userId: sql`s."userId"`, text: sql`s."text"` },
  });
  const closed = branch({
    ...{ slot: "callback", id: sql`b."id"`, at: sql`b."closedAt"`, text: sql`b."note"` },
    ...{ userId: sql`b."closedById"`, detail: sql`b."closedReason"` },
  });
  const open = branch({
    ...{ slot: "open", id: sql`b."id"`, at: sql`b."dueAt"`, text: sql`b."note"` },
    ...{ userId: sql`b."ownerId"`, detail: sql`b."kind"` },
    ...{ count: sql`CAST(b."missedCount" AS bigint)` },
  });
  return [
    first(
      mostThings,
      sql`${sms} FROM "Sms" s WHERE ${theirs(sql`s`)} ${mine} ORDER BY s."createdAt" DESC`,
    ),
    first(
      mostThings,
      sql`${closed} FROM "Callback" b WHERE ${theirs(sql`b`)} AND b."closedAt" IS NOT NULL
        ORDER BY b."createdAt" DESC`,
    ),
    sql`${open} FROM "Callback" b WHERE b."openKey" = ${openKey}`,
  ];
}

function toContext(rows: Row[]): ClientContext {
  const of = (slot: Row["slot"]) => rows.filter((row) => row.slot === slot);
  const [talk] = of("talk");
  const [open] = of("open");
  return {
    ownerId: of("owner")[0]?.userId ?? null,
    tags: of("tag")
      .map(({ text }) => text!)
      .sort((a, b) => a.localeCompare(b)),
    lastTalk: talk
      ? { at: iso(talk), userId: talk.userId, talkSeconds: seconds(talk), outcome: outcomeOf(talk) }
      : null,
    happened: rows
      .flatMap((row) => happeningOf(row) ?? [])
      .sort((a, b) => b.at.localeCompare(a.at))
      .slice(0, mostThings),
    callback: open
      ? {
          ...{ id: open.id!, kind: open.detail!, dueAt: iso(open), ownerId: open.userId },
          ...{ note: open.text, missedCount: Number(open.count) },
        }
      : null,
    callsToday: Number(of("today")[0]?.count ?? 0),
  };
}

function happeningOf(row: Row): Happening | null {
  const { slot, userId, text } = row;
  const what = () => ({ id: row.id!, at: iso(row), userId, text });
  if (slot === "call") {
    return {
      ...{ ...what(), kind: slot, talkSeconds: seconds(row), outcome: outcomeOf(row) },
      direction: row.detail as CallView["direction"],
      disposition: row.more as CallView["disposition"],
    };
  }
  if (slot === "note" || slot === "sms") return { ...what(), kind: slot };
  if (slot === "callback" || slot === "change") {
    return { ...what(), kind: slot, detail: row.detail ?? "" };
  }
  return null;
}

/** SQLite tells times as the text they are kept in. */
const iso = ({ at }: Row) => new Date(at!).toISOString();
const seconds = ({ count }: Row) => (count === null ? null : Number(count));

function outcomeOf({ outcomeId, outcomeKey, outcomeName }: Row): OutcomeView | null {
  return outcomeId ? { id: outcomeId, key: outcomeKey, name: outcomeName } : null;
}
