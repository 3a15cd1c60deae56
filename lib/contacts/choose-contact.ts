import { ActionError } from "#lib/auth/action-error";
import { isVisible, reachesOwner, reachOf, type Reach, type Viewer } from "#lib/auth/policy";
import { refreshContactCalls } from "#lib/calls/contact-calls";
import { underWay } from "#lib/calls/queries";
import { directOn, transaction, type Tx } from "#lib/db/client";
import { addNumber, takeNumber } from "./attached-number";
import type { StoredContact } from "./contact-state";
import { loadContacts } from "./load-contacts";
import { relinkCalls } from "./link-rows";

/** Whose a call was before somebody said whose it is: what undoing goes back to. */
export interface FormerChoice {
  contactId: string | null;
  /** What was remembered of the number; null: nothing. */
  remembered: { contactId: string | null } | null;
  /** The contact had got the number during the call, and lost it by the choice. */
  taken: boolean;
}

/** Calls and callbacks that now look different: to be published. */
interface Changed {
  callIds: string[];
  callbackIds: string[];
}

/**
 * Says whose a call is: the contact gets its number (unless they have it), older calls of the number
 * that are nobody's become theirs, and where several have the number, or nobody is to, that is
 * remembered for the next call. The contact that got the number during this call and is not the client loses
 * it again. A number that isn't understood stays this call's matter.
 * @param choice `contactId` null: none of those we have
 * @throws {ActionError} `not-found` for a call the person may not see, or no such contact; `too-many` when
 *   the contact has as many numbers as one can have
 */
export async function chooseContact(
  user: Viewer,
  { callId, contactId }: { callId: string; contactId: string | null },
): Promise<Changed & { before: FormerChoice }> {
  const reach = await reachOf(user);
  return transaction(async (tx) => {
    const call = await visibleCall(tx, user, callId);
    const e164 = call.clientE164;
    const chosen = contactId ? await existing(tx, reach, contactId) : null;
    const remembered = e164 ? await choiceOf(tx, e164) : null;
    const taken = await takeFromFormer(tx, { user, reach, call, contactId });
    if (e164) await remember(tx, user.id, e164, contactId);
    const added = chosen && e164 ? await addNumber(tx, user.id, chosen, e164) : [];
    const { callIds, callbackIds } = await assign(tx, call, chosen);
    return {
      callIds,
      callbackIds: [...new Set([...(taken ?? []), ...added, ...callbackIds])],
      before: { contactId: call.contactId, remembered, taken: taken !== null },
    };
  });
}

/**
 * Undoes a choice: the call is whose it was, and the number as well.
 * @throws {ActionError} `not-found` for a call the person may not see, or a contact that is there no more
 */
export async function undoChoice(
  user: Viewer,
  { callId, before }: { callId: string; before: FormerChoice },
): Promise<Changed> {
  const reach = await reachOf(user);
  return transaction(async (tx) => {
    const call = await visibleCall(tx, user, callId);
    const e164 = call.clientE164;
    const { contactId, remembered } = before;
    const former = contactId ? await existing(tx, reach, contactId) : null;
    if (remembered?.contactId) await existing(tx, reach, remembered.contactId);
    const taken = await takeFromFormer(tx, { user, reach, call, contactId });
    const added = former && e164 && before.taken ? await addNumber(tx, user.id, former, e164) : [];
    if (e164) {
      if (remembered) await remember(tx, user.id, e164, remembered.contactId);
      else await tx.numberChoice.deleteMany({ where: { e164 } });
    }
    const { callIds, callbackIds } = await assign(tx, call, former);
    return { callIds, callbackIds: [...new Set([...(taken ?? []), ...added, ...callbackIds])] };
  });
}

interface ChosenCall {
  id: string;
  clientE164: string | null;
  clientOwnerId: string | null;
  contactId: string | null;
  startedAt: Date;
}

async function visibleCall(tx: Tx, user: Viewer, callId: string): Promise<ChosenCall> {
  if (!(await isVisible(tx, user, callId))) throw new ActionError("not-found");
  return tx.call.findUniqueOrThrow({
    where: { id: callId },
    select: {
      id: true,
      clientE164: true,
      clientOwnerId: true,
      contactId: true,
      startedAt: true,
    },
  });
}

async function existing(tx: Tx, reach: Reach, id: string): Promise<StoredContact> {
  const contact = (await loadContacts(directOn(tx), [id])).get(id);
  if (!contact || !reachesOwner(reach, contact.ownerId)) throw new ActionError("not-found");
  return contact;
}

interface Leaving {
  user: Viewer;
  reach: Reach;
  call: ChosenCall;
  /** Whose the call is to be. */
  contactId: string | null;
}

/** @returns the callbacks that have changed with it; null when nothing was taken from the call's contact */
async function takeFromFormer(
  tx: Tx,
  { user, reach, call, contactId }: Leaving,
): Promise<string[] | null> {
  const { contactId: formerId, clientE164: e164, startedAt: since } = call;
  if (!formerId || !e164 || formerId === contactId) return null;
  const contact = (await loadContacts(directOn(tx), [formerId])).get(formerId);
  if (!contact || !reachesOwner(reach, contact.ownerId)) return null;
  return takeNumber(tx, user.id, { contact, e164, since });
}

/** Gives the call, and others of its number under way, to the contact. */
async function assign(
  tx: Tx,
  { id, clientE164: e164, clientOwnerId, contactId: formerId }: ChosenCall,
  contact: StoredContact | null,
): Promise<Changed> {
  const contactId = contact?.id ?? null;
  const live = e164
    ? await tx.call.findMany({
        where: { clientE164: e164, state: { in: underWay } },
        select: { id: true, contactId: true },
      })
    : [];
  const callIds = [...new Set([id, ...live.map((call) => call.id)])];
  const formers = [formerId, ...live.map((call) => call.contactId)].filter((one) => one !== null);
  await tx.call.updateMany({
    where: { id: { in: callIds } },
    data: { contactId, version: { increment: 1 } },
  });
  // Who may see the call says whose client it was; nobody is taken what they may hear.
  if (contact?.ownerId && clientOwnerId === null) {
    await tx.call.update({ where: { id }, data: { clientOwnerId: contact.ownerId } });
  }
  // What was noted down during it is about whoever called.
  await tx.note.updateMany({ where: { callId: { in: callIds } }, data: { contactId } });
  await refreshContactCalls(directOn(tx), contactId ? [...formers, contactId] : formers);
  return { callIds, callbackIds: contactId ? await relinkCalls(tx, contactId) : [] };
}

async function choiceOf(tx: Tx, e164: string): Promise<FormerChoice["remembered"]> {
  return tx.numberChoice.findUnique({ where: { e164 }, select: { contactId: true } });
}

/** A number that is one contact's alone needs no choice. */
async function remember(
  tx: Tx,
  chosenById: string,
  e164: string,
  contactId: string | null,
): Promise<void> {
  const others = await tx.contactNumber.count({
    where: {
      e164,
      contact: { deletedAt: null },
      ...(contactId && { contactId: { not: contactId } }),
    },
  });
  if (others === 0) {
    await tx.numberChoice.deleteMany({ where: { e164 } });
    return;
  }
  const choice = { contactId, chosenById, chosenAt: new Date() };
  await tx.numberChoice.upsert({ where: { e164 }, create: { e164, ...choice }, update: choice });
}
