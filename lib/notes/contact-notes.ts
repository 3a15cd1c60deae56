/** Notes about a contact: anybody writes one, its writer or a manager changes it. */
import { ActionError } from "#lib/auth/action";
import { hasRole } from "#lib/auth/roles";
import type { Viewer } from "#lib/calls/visible-calls";
import { db, transaction } from "#lib/db/client";

/** @throws {ActionError} `not-found` when there is no such contact, or it is in the bin */
export function addContactNote(
  user: Viewer,
  { contactId, text }: { contactId: string; text: string },
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const exists = await tx.contact.count({ where: { id: contactId, deletedAt: null } });
    if (!exists) throw new ActionError("not-found");
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
  const { count } = await db().note.updateMany({ where: { id, ...state, ...own }, data });
  if (count === 0) throw new ActionError("not-found");
}
