/**
 * Derives callbacks from calls, in the transaction that writes the calls
 * (lib/calls/record-call-events.ts): a missed call opens a callback or adds to it, a talk closes it, an
 * attempt is counted. Only calls with an answer or an end are looked at.
 */
import { currentTime } from "#lib/base/clock";
import { day } from "#lib/base/duration";
import type { CallDirection, CallDisposition } from "#lib/providers/contract";
import type { DirectTx } from "#lib/db/direct";
import { isDialable } from "#lib/numbers/phone-number";
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import {
  blankCallback,
  contactKeyOf,
  numberKeyOf,
  openKeyOf,
  type CallbackClient,
  type CallbackRecord,
} from "./callback-record";
import { reconcile } from "./reconcile";
import { lockClients, openCallbacksOf } from "./store";

/** The facts of a call that callbacks follow from. */
interface CallFacts {
  direction: CallDirection;
  state: string;
  disposition: CallDisposition | null;
  clientRaw: string;
  startedAt: Date;
  endedAt: Date | null;
}

/** A call that was just written: its facts, what they were before, and whose call it is. */
export interface FollowedCall {
  id: string;
  source: { connectionId: string };
  clientE164: string | null;
  contact: { id: string; ownerId: string | null } | null;
  call: CallFacts;
  /** null for a new call. */
  before: CallFacts | null;
}

/** Calls missed longer ago than this, in ms, open no callback: a history read for the first time. */
const oldestMissed = 14 * day;
/** Numbers with fewer digits are extensions or services. */
const fewestDigits = 5;

/** @returns ids of the written callbacks by call id, to be published after the commit */
export async function followCalls(
  tx: DirectTx,
  changed: readonly FollowedCall[],
): Promise<Map<string, string[]>> {
  const calls = changed.filter(isAnsweredOrOver);
  if (calls.length === 0) return new Map();
  const clients = calls.map(clientOf);
  await lockClients(tx, clients);
  const open = await openCallbacksOf(tx, clients);
  const { added, since } = missedClients(calls, open);
  const written = idsByClient(await reconcile(tx, [...open, ...added], since));
  return new Map(calls.map((call) => [call.id, written(clientOf(call))]));
}

/** Callbacks that may have to be opened, and the earliest missed call of each callback by its id. */
function missedClients(calls: readonly FollowedCall[], open: readonly CallbackRecord[]) {
  const records = new Map(open.map((callback) => [callback.openKey, callback]));
  const added: CallbackRecord[] = [];
  const since = new Map<string, Date>();
  const now = currentTime();
  for (const stored of calls) {
    if (phaseOf(stored.call) !== "missed") continue;
    const client = clientOf(stored);
    const key = openKeyOf(client);
    const from = waitsFrom(stored.call);
    if (!records.has(key)) {
      if (!canBeCalled(client) || now.getTime() - from.getTime() > oldestMissed) continue;
      const record: CallbackRecord = {
        ...blankCallback(client, now),
        callId: stored.id,
        connectionId: stored.source.connectionId,
        ownerId: stored.contact?.ownerId ?? null,
        waitingSince: from,
      };
      added.push(record);
      records.set(key, record);
    }
    const { id } = records.get(key)!;
    if (from < (since.get(id) ?? Infinity)) since.set(id, from);
  }
  return { added, since };
}

/** An answer, an end, or a corrected end; a missed call that rings again is none any more. */
export function isAnsweredOrOver({ call, before }: FollowedCall): boolean {
  const phase = phaseOf(call);
  if (phase === null) return before !== null && phaseOf(before) === "missed";
  if (before === null || phaseOf(before) !== phase) return true;
  return (
    before.startedAt.getTime() !== call.startedAt.getTime() ||
    before.endedAt?.getTime() !== call.endedAt?.getTime()
  );
}

function phaseOf({ direction, state, disposition }: CallFacts) {
  if (direction === "internal") return null;
  if (state === "active") return "talks";
  if (state !== "ended") return null;
  if (disposition === "answered") return "talked";
  return direction === "incoming" ? "missed" : "tried";
}

/** The earlier of start and end: a provider's start may be ahead of our clock, by which the end is recorded. */
function waitsFrom({ startedAt, endedAt }: CallFacts): Date {
  return endedAt && endedAt < startedAt ? endedAt : startedAt;
}

function clientOf({ contact, clientE164, call }: FollowedCall): CallbackClient {
  return { contactId: contact?.id ?? null, e164: clientE164, numberRaw: call.clientRaw };
}

function canBeCalled({ e164, numberRaw }: CallbackClient): boolean {
  if (e164) return true;
  if (isHiddenNumber(numberRaw)) return false;
  return isDialable(numberRaw) && numberRaw.replace(/\D/g, "").length >= fewestDigits;
}

/** Callbacks of the contact and of the number, whichever of them a callback is kept under. */
function idsByClient(records: readonly CallbackRecord[]): (client: CallbackClient) => string[] {
  const byKey = new Map<string, string[]>();
  for (const record of records) {
    const own = record.contactId ? contactKeyOf(record.contactId) : record.openKey;
    for (const key of new Set([own, numberKeyOf(record)])) {
      if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), record.id]);
    }
  }
  return (client) => {
    const keys = [openKeyOf(client), numberKeyOf(client)];
    return [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))];
  };
}
