import { ActionError } from "#lib/auth/action";
import { changeContact, type Actor, type SavedContact } from "#lib/contacts/save-contact";
import { db } from "#lib/db/client";

export interface HandedOver extends SavedContact {
  /** Whose the client was. */
  before: string | null;
}

/**
 * Makes a colleague the owner of a client, and of the call that somebody owes them.
 * @param to.ownerId null: nobody's, which only taking a hand-over back needs
 * @throws {ActionError} `not-found` when there is no such contact, or nobody who could have them
 */
export async function handOver(
  actor: Actor,
  { contactId, ownerId }: { contactId: string; ownerId: string | null },
): Promise<HandedOver> {
  const exists =
    ownerId === null || (await db().user.count({ where: { id: ownerId, disabledAt: null } })) > 0;
  const saved = exists ? await changeContact(contactId, () => ({ ownerId }), actor) : null;
  if (!saved) throw new ActionError("not-found");
  return { ...saved, before: saved.before.ownerId };
}
