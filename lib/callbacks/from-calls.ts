/**
 * Callbacks follow from calls, in the transaction that writes those (lib/calls/record-call-events.ts):
 * a missed one opens one or adds to it, a talk closes it, an attempt is counted. Nothing is read unless
 * a batch has an answer or an end, and little unless somebody is owed a call.
 */
import type { CallFacts } from "#lib/calls/call-record";
import type { ChangedCall } from "#lib/calls/save-calls";
import type { DirectTx } from "#lib/db/direct";
import { isDialable } from "#lib/phone-number";
import {
  blankCallback,
  openKeyOf,
  type CallbackClient,
  type CallbackRecord,
} from "./callback-record";
import { reconcile } from "./reconcile";
import { lockClients, openCallbacksOf } from "./store";

/** What is missed longer than this when we hear of it (a history read for the first time) is past, in ms. */
const oldest = 14 * 24 * 60 * 60_000;
/** Fewer digits are an extension or a service; without a number there is nobody to call. */
const fewestDigits = 5;

/** @returns by the id of each call that changed any, the ids of those callbacks */
export async function followCalls(
  tx: DirectTx,
  changed: readonly ChangedCall[],
): Promise<Map<string, string[]>> {
  const told = changed.filter(isNews);
  if (told.length === 0) return new Map();
  const clients = told.map(clientOf);
  await lockClients(tx, clients);
  const open = await openCallbacksOf(tx, clients);
  const { fresh, since } = misses(told, open);
  const written = await reconcile(tx, [...open, ...fresh], since);
  return new Map(
    told.map((call) => {
      const client = clientOf(call);
      return [call.id, written.filter((one) => isOf(one, client)).map(({ id }) => id)];
    }),
  );
}

/** Callbacks that may have to be opened, and from when on what happened to the known ones matters. */
function misses(told: readonly ChangedCall[], open: readonly CallbackRecord[]) {
  const records = new Map(open.map((one) => [one.openKey, one]));
  const fresh: CallbackRecord[] = [];
  const since = new Map<string, Date>();
  const now = new Date();
  for (const stored of told) {
    if (phaseOf(stored.call) !== "missed") continue;
    const client = clientOf(stored);
    const key = openKeyOf(client);
    const from = waitsFrom(stored.call);
    if (!records.has(key)) {
      if (!canBeCalled(client) || now.getTime() - from.getTime() > oldest) continue;
      const place = { callId: stored.id, connectionId: stored.source.connectionId };
      const ownerId = stored.contact?.ownerId ?? null;
      fresh.push({ ...blankCallback(client, now), ...place, ownerId, waitingSince: from });
      records.set(key, fresh.at(-1)!);
    }
    const { id } = records.get(key)!;
    if (from < (since.get(id) ?? Infinity)) since.set(id, from);
  }
  return { fresh, since };
}

/** An answer, an end, or an end that was corrected. */
function isNews({ call, before }: ChangedCall): boolean {
  const phase = phaseOf(call);
  if (phase === null) return false;
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

/** By our clock where the end was heard by it: the provider's may be ahead. */
function waitsFrom({ startedAt, endedAt }: CallFacts): Date {
  return endedAt && endedAt < startedAt ? endedAt : startedAt;
}

function clientOf({ contact, clientE164, call }: ChangedCall): CallbackClient {
  return { contactId: contact?.id ?? null, e164: clientE164, numberRaw: call.clientRaw };
}

function canBeCalled({ e164, numberRaw }: CallbackClient): boolean {
  if (e164) return true;
  return isDialable(numberRaw) && numberRaw.replace(/\D/g, "").length >= fewestDigits;
}

function isOf(record: CallbackRecord, client: CallbackClient): boolean {
  if (record.contactId) return record.contactId === client.contactId || sameNumber(record, client);
  return sameNumber(record, client) || record.openKey === openKeyOf(client);
}

function sameNumber(a: CallbackClient, b: CallbackClient): boolean {
  return a.e164 === null ? b.e164 === null && a.numberRaw === b.numberRaw : a.e164 === b.e164;
}
