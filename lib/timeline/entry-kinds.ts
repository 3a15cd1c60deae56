/** The kinds of timeline entries: the table in which each lies, and how its rows are read. */
import { empty, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { andReadableNotes, andReadableTexts, visibleAmong, type Viewer } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { callbackChangeKinds } from "#lib/callbacks/callback-record";
import { closedReasons, readTask, type CallbackKind } from "#lib/callbacks/callback-view";
import { callFacts } from "#lib/calls/queries";
import { changeKinds } from "#lib/contacts/contact-history";
import { db } from "#lib/db/client";
import type { ClientTableName } from "#lib/numbers/client-rows";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { smsInclude, toSmsView } from "#lib/sms/view";
import type {
  ChangeEntry,
  FieldChange,
  FieldValue,
  TimelineEntry,
  TimelineKind,
} from "./timeline-view";

export interface Reading {
  /** Who looks: it decides what they may hear, read and edit. */
  user: Viewer;
  settled: boolean;
}

interface EntryKind {
  table: ClientTableName;
  /** Which rows of the table are entries for whoever looks, as a further condition. */
  only(user: Viewer): Sql;
  /** Which of these are over, with nothing left to show elsewhere (`TimelineOptions.settled`). */
  settled: Sql;
  read(ids: string[], reading: Reading): Promise<TimelineEntry[]>;
}

export const entryKinds: Record<TimelineKind, EntryKind> = {
  call: { table: "Call", only: everything, settled: sql`AND "state" = 'ended'`, read: readCalls },
  note: {
    table: "Note",
    only: (user) => sql`AND "deletedAt" IS NULL ${andReadableNotes(user)}`,
    settled: sql`AND "callId" IS NULL`,
    read: readNotes,
  },
  sms: { table: "Sms", only: andReadableTexts, settled: empty, read: readSms },
  callback: {
    table: "Callback",
    only: everything,
    settled: sql`AND "closedAt" IS NOT NULL`,
    read: readCallbacks,
  },
  change: {
    table: "ContactChange",
    only: everything,
    // That a field was edited says nothing to whoever answers.
    settled: sql`AND "kind" <> 'edited'`,
    read: readChanges,
  },
};

function everything(): Sql {
  return empty;
}

async function readCalls(ids: string[], { user, settled }: Reading): Promise<TimelineEntry[]> {
  const [calls, notes] = await Promise.all([
    callFacts(user, ids),
    settled ? notesOf(user, ids) : null,
  ]);
  return calls.map((call) => ({
    kind: "call",
    id: call.id,
    at: call.startedAt,
    call,
    ...(notes && { note: notes.get(call.id) ?? null }),
  }));
}

/** The latest note of each of the calls that the person may read. */
async function notesOf(user: Viewer, callIds: string[]): Promise<Map<string | null, string>> {
  const visible = await visibleAmong(db(), user, callIds);
  const notes = await db().note.findMany({
    where: { callId: { in: [...visible] }, deletedAt: null },
    select: { callId: true, text: true },
    orderBy: { updatedAt: "asc" },
  });
  return new Map(notes.map(({ callId, text }) => [callId, text]));
}

async function readNotes(ids: string[], { user }: Reading): Promise<TimelineEntry[]> {
  const rows = await db().note.findMany({
    where: { id: { in: ids } },
    include: { mentions: { select: { userId: true, name: true } } },
  });
  return rows.map(({ id, text, userId, mentions, callId, createdAt, updatedAt }) => ({
    kind: "note",
    id,
    at: createdAt.toISOString(),
    note: {
      id,
      text,
      userId,
      mentions,
      callId,
      // A note of a call is typed for as long as the call lasts.
      edited: callId === null && updatedAt.getTime() - createdAt.getTime() > 1000,
      editable: userId === user.id || hasRole(user, "manager"),
    },
  }));
}

async function readSms(ids: string[]): Promise<TimelineEntry[]> {
  const rows = await db().sms.findMany({ where: { id: { in: ids } }, include: smsInclude });
  return rows.map(toSmsView).map((sms) => ({ kind: "sms", id: sms.id, at: sms.createdAt, sms }));
}

/** More of one callback's changes would not be read. */
const mostChanges = 50;

async function readCallbacks(ids: string[]): Promise<TimelineEntry[]> {
  const rows = await db().callback.findMany({
    where: { id: { in: ids } },
    include: { changes: { orderBy: [{ at: "desc" }, { id: "desc" }], take: mostChanges } },
  });
  return rows.map((row) => ({
    kind: "callback",
    id: row.id,
    at: row.createdAt.toISOString(),
    callback: {
      kind: row.kind as CallbackKind,
      task: readTask(row.task),
      note: row.note,
      missedCount: row.missedCount,
      attempts: row.attempts,
      dueAt: row.dueAt.toISOString(),
      closed: row.closedAt && {
        at: row.closedAt.toISOString(),
        byId: row.closedById,
        reason: closedReasons.find((reason) => reason === row.closedReason) ?? "done",
      },
      changes: row.changes.reverse().flatMap(({ kind, at, userId, until, toId }) => {
        const known = callbackChangeKinds.find((one) => one === kind);
        const times = { at: at.toISOString(), until: until?.toISOString() ?? null };
        return known ? [{ kind: known, userId, toId, ...times }] : [];
      }),
    },
  }));
}

async function readChanges(ids: string[]): Promise<TimelineEntry[]> {
  const rows = await db().contactChange.findMany({ where: { id: { in: ids } } });
  return rows.map((row) => ({
    kind: "change",
    id: row.id,
    at: row.at.toISOString(),
    change: readChange(row),
  }));
}

/** Of the others it is enough that they happened. */
const withFields: ChangeEntry["kind"][] = ["edited", "merged"];

/** A stored change as its wording needs it; what nobody can read any more is left out. */
function readChange(row: {
  kind: string;
  userId: string | null;
  /** JSON {field: {from, to}} */
  fields: string | null;
}): ChangeEntry {
  const kind = changeKinds.find((known) => known === row.kind) ?? "edited";
  return {
    kind,
    userId: row.userId,
    fields: withFields.includes(kind) ? readFields(row.fields) : [],
  };
}

function readFields(json: string | null): FieldChange[] {
  const stored: unknown = json ? JSON.parse(json) : {};
  if (typeof stored !== "object" || stored === null) return [];
  return Object.entries(stored as Record<string, unknown>).map(([field, change]) => {
    const { from, to } = (change ?? {}) as { from?: unknown; to?: unknown };
    return { field, from: readValue(from), to: readValue(to) };
  });
}

function readValue(value: unknown): FieldValue {
  if (Array.isArray(value)) return value.map(readPiece);
  if (typeof value === "boolean") return value;
  return typeof value === "string" && value !== "" ? value : null;
}

/** As people and providers write it who know its country; an extension behind it stays where it is. */
const inFull = /^\+\d{7,15}$/;
const numberInGroups = (raw: string) => formatPhoneNumber({ raw, e164: raw });

/** One of several numbers, addresses or tags. */
function readPiece(piece: unknown): string {
  if (typeof piece !== "object" || piece === null) return String(piece);
  const { raw, address, name, label } = piece as Record<string, unknown>;
  const known = [raw, address, name].find((part) => typeof part === "string") ?? "";
  const main = inFull.test(String(known)) ? numberInGroups(String(known)) : known;
  return typeof label === "string" && label !== "" ? `${String(main)} (${label})` : String(main);
}
