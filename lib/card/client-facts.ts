/** A few facts of a client: whose they are, the last talk, the call that is owed to them. */
import { sqltag as sql } from "@prisma/client/runtime/client";
import { isVisibleTo, type Viewer } from "#lib/auth/policy";
import { contactKeyOf, numberKeyOf } from "#lib/callbacks/callback-record";
import { readTask, type CallbackKind, type CallbackTask } from "#lib/callbacks/callback-view";
import type { OutcomeView } from "#lib/calls/call-view";
import { db } from "#lib/db/client";

/** A contact, or a number that is nobody's (or several people's). */
export type Client = { contactId: string } | { e164: string };

/** Times are ISO 8601; people are ids. */
export interface ClientFacts {
  ownerId: string | null;
  tags: string[];
  /** The last conversation: when, by whom, how many seconds, what it gave. */
  lastTalk: {
    at: string;
    userId: string | null;
    talkSeconds: number | null;
    outcome: OutcomeView | null;
  } | null;
  /** The call that somebody owes them. */
  callback: {
    id: string;
    kind: CallbackKind;
    dueAt: string;
    ownerId: string | null;
    note: string | null;
    missedCount: number;
    /** How often we have called since, and nobody answered. */
    attempts: number;
  } | null;
  /** What else is owed to them and is no call, the first due first. */
  tasks: {
    id: string;
    task: CallbackTask;
    dueAt: string;
    ownerId: string | null;
    note: string | null;
  }[];
  /** Calls with them since `since`, the one at hand included; 0 without `since`. */
  callsToday: number;
}

interface FactOptions {
  /** The call at hand: neither the last talk nor an entry. */
  callId?: string;
  /** When the person's day began. */
  since?: Date;
}

/** Of whom nothing is known. */
export const noFacts = {
  ownerId: null,
  tags: [],
  lastTalk: null,
  callback: null,
  tasks: [],
  callsToday: 0,
};

/** One row for each tag, at least one; times are text on SQLite. */
interface FactRow {
  ownerId: string | null;
  tag: string | null;
  callsToday: number | bigint;
  talkAt: Date | string | null;
  talkSeconds: number | null;
  talkerId: string | null;
  outcomeId: string | null;
  outcomeKey: string | null;
  outcomeName: string | null;
  callbackId: string | null;
  kind: CallbackKind;
  dueAt: Date | string;
  callbackOwnerId: string | null;
  note: string | null;
  missedCount: number;
  attempts: number;
}

/** A card has room for no more. */
const mostTasks = 3;

async function openTasks(client: Client): Promise<ClientFacts["tasks"]> {
  const where = "contactId" in client ? client : { ...client, contactId: null };
  const rows = await db().callback.findMany({
    where: { ...where, closedAt: null, task: { not: "call" } },
    select: { id: true, task: true, dueAt: true, ownerId: true, note: true },
    orderBy: { dueAt: "asc" },
    take: mostTasks,
  });
  return rows.map((row) => ({
    ...row,
    task: readTask(row.task),
    dueAt: row.dueAt.toISOString(),
  }));
}

/**
 * All facts but the tasks in one statement: a telephone rings while it is read.
 * @returns of a contact what the whole team did, as on the contact's page; of a number without a contact
 *   what the person may see
 */
export async function clientFacts(
  user: Viewer,
  client: Client,
  { callId = "", since }: FactOptions = {},
): Promise<ClientFacts> {
  const isContact = "contactId" in client;
  const contactId = isContact ? client.contactId : "";
  const openKey = isContact ? contactKeyOf(contactId) : numberKeyOf({ ...client, numberRaw: "" });
  const calls = isContact
    ? sql`"Call" c WHERE c."contactId" = ${contactId}`
    : sql`"Call" c WHERE c."clientE164" = ${client.e164} AND ${isVisibleTo(user)}`;
  const today = since ? sql`(SELECT count(*) FROM ${calls} AND c."startedAt" >= ${since})` : sql`0`;
  const reading = db().$queryRaw<FactRow[]>`
    SELECT p."ownerId", t."name" AS "tag", ${today} AS "callsToday",
      talk."startedAt" AS "talkAt", talk."talkSeconds", o."id" AS "outcomeId",
      o."key" AS "outcomeKey", o."name" AS "outcomeName",
      (SELECT l."userId" FROM "CallLeg" l
        WHERE l."callId" = talk."id" AND l."answeredAt" IS NOT NULL
        ORDER BY l."answeredAt" DESC LIMIT 1) AS "talkerId",
      b."id" AS "callbackId", b."kind", b."dueAt", b."ownerId" AS "callbackOwnerId", b."note",
      b."missedCount", b."attempts"
    FROM (SELECT 1 AS "one") AS client
    LEFT JOIN "Contact" p ON p."id" = ${contactId}
    LEFT JOIN "ContactTag" pt ON pt."contactId" = p."id" LEFT JOIN "Tag" t ON t."id" = pt."tagId"
    LEFT JOIN (SELECT c."id", c."startedAt", c."talkSeconds", c."outcomeId" FROM ${calls}
      AND c."id" <> ${callId} AND c."state" = 'ended' AND c."answeredAt" IS NOT NULL
      ORDER BY c."startedAt" DESC LIMIT 1) AS talk ON 1 = 1
    LEFT JOIN "Outcome" o ON o."id" = talk."outcomeId"
    LEFT JOIN "Callback" b ON b."openKey" = ${openKey}`;
  const [rows, tasks] = await Promise.all([reading, openTasks(client)]);
  const row = rows[0]!;
  const tags = rows.flatMap(({ tag }) => tag ?? []);
  return {
    ownerId: row.ownerId,
    tags: tags.sort((a, b) => a.localeCompare(b)),
    lastTalk: lastTalkOf(row),
    callback: openCallbackOf(row),
    tasks,
    callsToday: Number(row.callsToday),
  };
}

function lastTalkOf(row: FactRow): ClientFacts["lastTalk"] {
  if (!row.talkAt) return null;
  const { talkSeconds, outcomeId: id, outcomeKey: key, outcomeName: name } = row;
  return {
    at: new Date(row.talkAt).toISOString(),
    userId: row.talkerId,
    talkSeconds,
    outcome: id ? { id, key, name } : null,
  };
}

function openCallbackOf(row: FactRow): ClientFacts["callback"] {
  if (!row.callbackId) return null;
  return {
    id: row.callbackId,
    kind: row.kind,
    dueAt: new Date(row.dueAt).toISOString(),
    ownerId: row.callbackOwnerId,
    note: row.note,
    missedCount: row.missedCount,
    attempts: row.attempts,
  };
}
