/**
 * Callback record, as its writers work on it: a client who waits for a call (docs/callbacks.md). Beside it, who did what
 * with a callback.
 */
import { currentTime } from "#lib/base/clock";
import type { DirectTx } from "#lib/db/direct";
import { insertSql } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import type { CallbackKind, CallbackTask, ClosedReason } from "./callback-view";

/** Client of a callback: a contact, or else a number, in E.164 or as it came. */
export interface CallbackClient {
  contactId: string | null;
  numberRaw: string;
  e164: string | null;
}

/** Row of the table; `version` 0: not in the database yet. */
export interface CallbackRecord extends CallbackClient {
  id: string;
  version: number;
  openKey: string | null;
  kind: CallbackKind;
  task: CallbackTask;
  callId: string | null;
  leadId: string | null;
  connectionId: string | null;
  ownerId: string | null;
  note: string | null;
  waitingSince: Date;
  dueAt: Date;
  postponedUntil: Date | null;
  missedCount: number;
  attempts: number;
  lastAttemptAt: Date | null;
  claimedById: string | null;
  claimedUntil: Date | null;
  createdAt: Date;
  closedAt: Date | null;
  closedById: string | null;
  closedReason: ClosedReason | null;
  closedByCallId: string | null;
  /** In the company's working hours, of one that a talk has closed. */
  waitedSeconds: number | null;
  promisedAt: Date | null;
  /** When the form was sent: the lead's time. */
  leadAt: Date | null;
}

/**
 * Unique key of an open callback, one per client: `contact:<id>`, else `number:<E.164>`, else `number:`
 * and the number as it came.
 */
export function openKeyOf({ contactId, e164, numberRaw }: CallbackClient): string {
  return contactId ? contactKeyOf(contactId) : numberKeyOf({ e164, numberRaw });
}

/** The same of a record: a client may be owed any number of things that are no call. */
export function keyOf(record: CallbackRecord): string {
  return record.task === "call" ? openKeyOf(record) : `task:${record.id}`;
}

export function contactKeyOf(contactId: string): string {
  return `contact:${contactId}`;
}

export function numberKeyOf({ e164, numberRaw }: Omit<CallbackClient, "contactId">): string {
  return `number:${e164 ?? numberRaw}`;
}

/** New open callback without owner or reason. */
export function blankCallback({ contactId, numberRaw, e164 }: CallbackClient, now: Date) {
  return {
    id: timeOrderedId(now.getTime()),
    version: 0,
    contactId,
    numberRaw,
    e164,
    openKey: openKeyOf({ contactId, numberRaw, e164 }),
    kind: "missed",
    task: "call",
    callId: null,
    leadId: null,
    connectionId: null,
    ownerId: null,
    note: null,
    waitingSince: now,
    dueAt: now,
    postponedUntil: null,
    missedCount: 0,
    attempts: 0,
    lastAttemptAt: null,
    claimedById: null,
    claimedUntil: null,
    createdAt: now,
    closedAt: null,
    closedById: null,
    closedReason: null,
    closedByCallId: null,
    waitedSeconds: null,
    promisedAt: null,
    leadAt: null,
  } satisfies CallbackRecord as CallbackRecord;
}

/** What people do with a callback, for its entry in the client's timeline. */
export const callbackChangeKinds = [
  "promised",
  "claimed",
  "released",
  "postponed",
  "handed-over",
  "closed",
  "reopened",
] as const;
export type CallbackChangeKind = (typeof callbackChangeKinds)[number];

export interface CallbackChange {
  callbackId: string;
  userId: string;
  kind: CallbackChangeKind;
  /** Until or for when, of a postponement or a promise. @default null: the postponement ended */
  until?: Date | null;
  /** To whom, of a hand-over. @default null: to nobody in particular */
  toId?: string | null;
}

const changeColumns = {
  id: "text",
  callbackId: "text",
  userId: "text",
  at: "time",
  kind: "text",
  until: "time",
  toId: "text",
} as const;

/** Runs in the transaction that changes the callback, after it was saved. */
export async function recordCallbackChange(tx: DirectTx, change: CallbackChange): Promise<void> {
  const { callbackId, userId, kind, until = null, toId = null } = change;
  const at = currentTime();
  await tx.run(insertSql(tx.dialect, { table: "CallbackChange", columns: changeColumns }), [
    [timeOrderedId(at.getTime()), callbackId, userId, at, kind, until, toId],
  ]);
}
