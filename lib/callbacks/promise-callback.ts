/** Promised callbacks: a person promises a client a call at a time. */
import { currentTime } from "#lib/base/clock";
import { ActionError } from "#lib/auth/action-error";
import { isVisible, reachesOwner, reachOf, type Reach, type Viewer } from "#lib/auth/policy";
import { db, directTransaction } from "#lib/db/client";
import { defaultCountry } from "#lib/numbers/default-country";
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import { matchContacts } from "#lib/numbers/match-contacts";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import {
  blankCallback,
  openKeyOf,
  keyOf,
  recordCallbackChange,
  type CallbackClient,
  type CallbackRecord,
} from "./callback-record";
import { isReached, refuseAbsent } from "./change-callback";
import type { CallbackTask } from "./callback-view";
import { lockClients, openCallbacksOf, saveCallbacks } from "./store";
import { tellOfChange } from "./tell-people";

export interface PromisedCallback extends NamedClient {
  dueAt: Date;
  /** What is promised. @default "call" */
  task?: CallbackTask;
  /** Person who will do it; by default the client's owner, else the person who promised. */
  ownerId?: string;
  note?: string;
}

/**
 * Opens a callback for a promise, or moves the time, owner and note of the client's open callback. What is no call
 * stands by itself: a client may be owed several such tasks, and a number is not needed for them.
 * @returns the callback's id, and whose notices have changed: it is theirs now, by another's promise
 * @throws {ActionError} "not-found" also for a call that the person may not see, a contact out of reach, and
 *   an open callback out of reach whose client they have not just talked with; "no-number"
 */
export async function promiseCallback(
  promised: PromisedCallback,
  user: Viewer,
): Promise<{ id: string; toldIds: string[] }> {
  const reach = await reachOf(user);
  const { ownerId, connectionId, ...client } = await resolveClient(promised, user, reach);
  const { dueAt, note, callId = null, task = "call" } = promised;
  const isCall = task === "call";
  if (!client.numberRaw && (isCall || !client.contactId)) throw new ActionError("no-number");
  return directTransaction(async (tx) => {
    await refuseAbsent(tx, promised.ownerId ?? null);
    await lockClients(tx, [client]);
    const now = currentTime();
    const openKey = openKeyOf(client);
    const open = isCall
      ? (await openCallbacksOf(tx, [client])).find(({ openKey: key }) => key === openKey)
      : undefined;
    if (open && !callId && !(await isReached(tx, open, reach))) throw new ActionError("not-found");
    const record: CallbackRecord = {
      ...(open ?? {
        ...blankCallback(client, now),
        kind: "promised",
        task,
        callId,
        connectionId,
        ownerId: ownerId ?? user.id,
      }),
      dueAt,
      waitingSince: dueAt,
      promisedAt: now,
      postponedUntil: null,
      // What was missed and tried before is settled by the promise.
      missedCount: 0,
      attempts: 0,
      lastAttemptAt: null,
      // A claim ends: its holder has just agreed on a time.
      claimedById: null,
      claimedUntil: null,
      ...(promised.ownerId && { ownerId: promised.ownerId }),
      ...(note && { note }),
    };
    record.openKey = keyOf(record);
    await saveCallbacks(tx, [record]);
    const change = {
      callbackId: record.id,
      userId: user.id,
      kind: "promised",
      until: dueAt,
    } as const;
    await recordCallbackChange(tx, change);
    const before = open ?? null;
    const toldIds = await tellOfChange(tx, { before, after: record, byId: user.id });
    return { id: record.id, toldIds };
  });
}

interface NamedClient {
  callId?: string;
  contactId?: string;
  /** As typed. */
  number?: string;
}

interface ResolvedClient extends CallbackClient {
  /** Owner of the contact. */
  ownerId: string | null;
  /** Connection of the client's call. */
  connectionId: string | null;
}

/**
 * Finds the client of a call, a contact or a number; the more specific one wins, the others fill in. Its number is
 * empty when there is nothing to call.
 * @throws {ActionError} "not-found"
 */
async function resolveClient(
  { callId, contactId, number }: NamedClient,
  user: Viewer,
  reach: Reach,
): Promise<ResolvedClient> {
  const call =
    callId && (await isVisible(db(), user, callId))
      ? await db().call.findUnique({
          where: { id: callId },
          select: { contactId: true, clientE164: true, clientRaw: true, connectionId: true },
        })
      : null;
  if (callId && !call) throw new ActionError("not-found");
  const typed =
    number && !isHiddenNumber(number) ? parsePhoneNumber(number, await defaultCountry()) : null;
  // "anonymous" is no number that anybody could call: the contact's own is.
  const calledFrom = call && !isHiddenNumber(call.clientRaw) ? call.clientRaw : null;
  const e164 = typed ? typed.e164 : (call?.clientE164 ?? null);
  const id = contactId ?? call?.contactId ?? (await onlyContactWith(e164));
  const contact = id
    ? await db().contact.findFirst({
        where: { id, deletedAt: null },
        select: { id: true, ownerId: true, numbers: { orderBy: { position: "asc" } } },
      })
    : null;
  if (contactId && !(contact && reachesOwner(reach, contact.ownerId)))
    throw new ActionError("not-found");
  const first = contact?.numbers.find(({ e164 }) => e164) ?? contact?.numbers[0];
  const numberRaw = typed?.raw ?? calledFrom ?? first?.raw ?? "";
  return {
    contactId: contact?.id ?? null,
    numberRaw,
    e164: typed || calledFrom ? e164 : (first?.e164 ?? null),
    ownerId: contact?.ownerId ?? null,
    connectionId: call?.connectionId ?? null,
  };
}

async function onlyContactWith(e164: string | null): Promise<string | null> {
  const [contact, another] = await matchContacts(db(), e164);
  return contact && !another ? contact.id : null;
}
