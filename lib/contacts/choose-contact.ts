import { ActionError } from "#lib/auth/action-error";
import { isVisible, reachesOwner, reachOf, type Reach, type Viewer } from "#lib/auth/policy";
import { underWay } from "#lib/calls/queries";
import { directOn, transaction, type Tx } from "#lib/db/client";
import { growsTooLong, type StoredContact } from "./contact-state";
import { loadContacts } from "./load-contacts";
import { relinkCalls } from "./link-rows";
import { writeContacts } from "./write-contacts";

/**
 * Says whose a call is: the contact gets its number (unless they have it), older calls of the number
 * that are nobody's become theirs, and where several have the number, or nobody is to, that is
 * remembered for the next call. A number that isn't understood stays this call's matter.
 * @param choice `contactId` null: none of those we have
 * @returns the calls and callbacks that now look different: to be published
 * @throws {ActionError} `not-found` for a call the person may not see, or no such contact; `too-many` when
 *   the contact has as many numbers as one can have
 */
export async function chooseContact(
  user: Viewer,
  { callId, contactId }: { callId: string; contactId: string | null },
): Promise<{ callIds: string[]; callbackIds: string[] }> {
  const reach = await reachOf(user);
  return transaction(async (tx) => {
    if (!(await isVisible(tx, user, callId))) throw new ActionError("not-found");
    const call = await tx.call.findUniqueOrThrow({
      where: { id: callId },
      select: { clientE164: true, clientOwnerId: true },
    });
    const e164 = call.clientE164;
    const contact = contactId ? await existing(tx, reach, contactId) : null;
    if (e164) await remember(tx, user.id, e164, contactId);
    const added = contact && e164 ? await addNumber(tx, user.id, contact, e164) : [];

    const live = e164
      ? await tx.call.findMany({
          where: { clientE164: e164, state: { in: underWay } },
          select: { id: true },
        })
      : [];
    const callIds = [...new Set([callId, ...live.map(({ id }) => id)])];
    await tx.call.updateMany({
      where: { id: { in: callIds } },
      data: { contactId, version: { increment: 1 } },
    });
    // Who may see the call says whose client it was; nobody is taken what they may hear.
    if (contact?.ownerId && call.clientOwnerId === null) {
      await tx.call.update({ where: { id: callId }, data: { clientOwnerId: contact.ownerId } });
    }
    // What was noted down during it is about whoever called.
    await tx.note.updateMany({ where: { callId: { in: callIds } }, data: { contactId } });
    const joined = contactId ? await relinkCalls(tx, contactId) : [];
    return { callIds, callbackIds: [...new Set([...added, ...joined])] };
  });
}

async function existing(tx: Tx, reach: Reach, id: string): Promise<StoredContact> {
  const contact = (await loadContacts(directOn(tx), [id])).get(id);
  if (!contact || !reachesOwner(reach, contact.ownerId)) throw new ActionError("not-found");
  return contact;
}

/** @returns the callbacks that have changed with it */
async function addNumber(
  tx: Tx,
  userId: string,
  before: StoredContact,
  e164: string,
): Promise<string[]> {
  if (before.numbers.some((number) => number.e164 === e164)) return [];
  const number = { raw: e164, e164, digits: e164.slice(1), label: null };
  const after = { ...before, numbers: [...before.numbers, number] };
  if (growsTooLong(before, after)) throw new ActionError("too-many");
  const draft = { id: before.id, before, after };
  return (await writeContacts(directOn(tx), [draft], { userId, kind: "edited" })).callbackIds;
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
