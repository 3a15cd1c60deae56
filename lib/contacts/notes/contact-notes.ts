/** Notes about a contact: whoever reaches it writes one, its writer or a manager changes it. */
import { ActionError } from "#lib/auth/action-error";
import { contactsWithin, reachesContact, reachOf, type Viewer } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { db, transaction } from "#lib/db/client";

/** @throws {ActionError} `not-found` when there is no such contact, or it is in the bin */
export async function addContactNote(
  user: Viewer,
  { contactId, text }: { contactId: string; text: string },
): Promise<{ id: string }> {
  const reach = await reachOf(user);
  return transaction(async (tx) => {
    if (!(await reachesContact(tx, reach, contactId))) throw new ActionError("not-found");
    return tx.note.create({ data: { contactId, text, userId: user.id }, select: { id: true } });
  });
}

/** @throws {ActionError} `not-found` when it is gone, or another's */
export async function editNote(
  user: Viewer,
  { noteId, text }: { noteId: string; text: string },
): Promise<void> {
  await change(user, noteId, { deletedAt: null }, { text });
}

/** Out of sight; `restoreNote` is the way back. */
export async function deleteNote(user: Viewer, noteId: string): Promise<void> {
  await change(user, noteId, { deletedAt: null }, { deletedAt: new Date() });
}

export async function restoreNote(user: Viewer, noteId: string): Promise<void> {
  await change(user, noteId, { deletedAt: { not: null } }, { deletedAt: null });
}

async function change(
  user: Viewer,
  id: string,
  state: { deletedAt: null | { not: null } },
  data: { text: string } | { deletedAt: Date | null },
): Promise<void> {
  const own = hasRole(user, "manager") ? {} : { userId: user.id };
  const reach = await reachOf(user);
  // A note of a call stays its writer's, who took part in the call.
  const within = reach
    ? { OR: [{ callId: { not: null } }, { contact: { is: contactsWithin(reach) } }] }
    : {};
  const { count } = await db().note.updateMany({
    where: { id, ...state, ...own, ...within },
    data,
  });
  if (count === 0) throw new ActionError("not-found");
}
