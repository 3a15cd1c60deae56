import { ActionError } from "#lib/auth/action";
import { underWay } from "#lib/calls/queries";
import { isVisible, type Viewer } from "#lib/calls/visible-calls";
import { transaction, type Tx } from "#lib/db/client";
import { relinkCalls } from "./relink-calls";

/**
 * Says whose a call is: the contact gets its number (unless they have it), older calls of the number
 * that are nobody's become theirs, and where several have the number, or nobody is to, that is
 * remembered for the next call. A number that isn't understood stays this call's matter.
 * @param choice `contactId` null: none of those we have
 * @returns the calls and callbacks that now look different: to be published
 * @throws {ActionError} `not-found` for a call the person may not see, or no such contact
 */
export function chooseContact(
  user: Viewer,
  { callId, contactId }: { callId: string; contactId: string | null },
): Promise<{ callIds: string[]; callbackIds: string[] }> {
  return transaction(async (tx) => {
    if (!(await isVisible(tx, user, callId))) throw new ActionError("not-found");
    const call = await tx.call.findUniqueOrThrow({
      where: { id: callId },
      select: { clientE164: true },
    });
    const e164 = call.clientE164;
    if (contactId && e164) await addNumber(tx, user.id, contactId, e164);
    else if (contactId) await existing(tx, contactId);
    if (e164) await remember(tx, user.id, e164, contactId);

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
    // What was noted down during it is about whoever called.
    await tx.note.updateMany({ where: { callId: { in: callIds } }, data: { contactId } });
    return { callIds, callbackIds: contactId ? await relinkCalls(tx, contactId) : [] };
  });
}

async function existing(tx: Tx, id: string): Promise<WithNumbers> {
  const contact = await tx.contact.findFirst({
    where: { id, deletedAt: null },
    select: {
      searchText: true,
      numbers: { select: { raw: true, e164: true }, orderBy: { position: "asc" } },
    },
  });
  if (!contact) throw new ActionError("not-found");
  return contact;
}

interface WithNumbers {
  searchText: string;
  numbers: { raw: string; e164: string | null }[];
}

async function addNumber(tx: Tx, userId: string, contactId: string, e164: string): Promise<void> {
  const { searchText, numbers } = await existing(tx, contactId);
  if (numbers.some((number) => number.e164 === e164)) return;
  const digits = e164.slice(1);
  await tx.contactNumber.create({
    data: { contactId, raw: e164, e164, digits, position: numbers.length },
  });
  // Ends with the digits of the numbers (search-text.ts).
  await tx.contact.update({
    where: { id: contactId },
    data: { searchText: `${searchText} ${digits}` },
  });
  const from = numbers.map(({ raw }) => raw);
  const fields = JSON.stringify({ numbers: { from, to: [...from, e164] } });
  await tx.contactChange.create({ data: { contactId, userId, kind: "edited", fields } });
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
