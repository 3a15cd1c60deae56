/** A number that a contact gets from a call, and that it loses again when that was a mistake. */
import { leaveContact } from "#lib/callbacks/join-callbacks";
import { directOn, type Tx } from "#lib/db/client";
import type { FieldChanges } from "./contact-history";
import { growsTooLong, type StoredContact } from "./contact-state";
import { ActionError } from "#lib/auth/action-error";
import { writeContacts } from "./write-contacts";

/** @returns the callbacks that have changed with it */
export async function addNumber(
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

interface Attached {
  /** The contact that has the number. */
  contact: StoredContact;
  e164: string;
  /** When the call began. */
  since: Date;
}

/**
 * Takes the number away from a contact that got it during the call, and with it all that came from the number.
 * A number that the contact had before stays.
 * @returns the callbacks that have changed with it; null when the number stays
 */
export async function takeNumber(
  tx: Tx,
  userId: string,
  { contact, e164, since }: Attached,
): Promise<string[] | null> {
  if (!(await wasAttached(tx, { contact, e164, since }))) return null;
  const after = { ...contact, numbers: contact.numbers.filter((one) => one.e164 !== e164) };
  const draft = { id: contact.id, before: contact, after };
  const writing = { userId, kind: "edited", freeCalls: true } as const;
  const { callbackIds } = await writeContacts(directOn(tx), [draft], writing);
  const left = await leaveContact(directOn(tx), { contactId: contact.id, e164 });
  return [...callbackIds, ...left];
}

/** Numbers that come from calls are written in E.164, and the contact's history says since when they are there. */
async function wasAttached(tx: Tx, { contact, e164, since }: Attached): Promise<boolean> {
  if (!contact.numbers.some((number) => number.e164 === e164 && number.raw === e164)) return false;
  const changes = await tx.contactChange.findMany({
    where: { contactId: contact.id, kind: "edited", at: { gte: since } },
    select: { fields: true },
  });
  return changes.some(({ fields }) => {
    const { numbers } = JSON.parse(fields ?? "{}") as FieldChanges;
    const had = numbers?.from?.some(({ raw }) => raw === e164) ?? false;
    return !had && (numbers?.to.some(({ raw }) => raw === e164) ?? false);
  });
}
