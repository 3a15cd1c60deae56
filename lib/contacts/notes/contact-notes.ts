/** Notes about a contact: whoever reaches it writes one, its writer or a manager changes it. */
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { contactsWithin, isVisible, reachesContact, reachOf, type Viewer } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { db, transaction } from "#lib/db/client";
import { keepMentions, mentionedIn } from "#lib/notices/mentions";

/** @throws {ActionError} `not-found` when there is no such contact, or it is in the bin */
export async function addContactNote(
  user: Viewer,
  { contactId, text }: { contactId: string; text: string },
): Promise<ChangedNote & { id: string }> {
  const reach = await reachOf(user);
  return transaction(async (tx) => {
    if (!(await reachesContact(tx, reach, contactId))) throw new ActionError("not-found");
    const note = await tx.note.create({ data: { contactId, text, userId: user.id } });
    return { id: note.id, contactId, toldIds: await keepMentions(tx, note, user.id) };
  });
}

/** What a note is about, for whoever tells open pages of it. */
export interface ChangedNote {
  contactId: string | null;
  /** Whose notices have changed: those whom it names, or has named. */
  toldIds: readonly string[];
}

/** @throws {ActionError} `not-found` when it is gone, or another's */
export function editNote(
  user: Viewer,
  { noteId, text }: { noteId: string; text: string },
): Promise<ChangedNote> {
  return change(user, noteId, { event: "note.changed", from: { deletedAt: null }, to: { text } });
}

/** Out of sight; `restoreNote` is the way back. */
export function deleteNote(user: Viewer, noteId: string): Promise<ChangedNote> {
  const to = { deletedAt: new Date() };
  return change(user, noteId, { event: "note.deleted", from: { deletedAt: null }, to });
}

export function restoreNote(user: Viewer, noteId: string): Promise<ChangedNote> {
  const from = { deletedAt: { not: null } };
  return change(user, noteId, { event: "note.restored", from, to: { deletedAt: null } });
}

interface NoteChange {
  event: "note.changed" | "note.deleted" | "note.restored";
  from: { deletedAt: null | { not: null } };
  to: { text: string } | { deletedAt: Date | null };
}

async function change(
  user: Viewer,
  id: string,
  { event, from, to }: NoteChange,
): Promise<ChangedNote> {
  const own = hasRole(user, "manager") ? {} : { userId: user.id };
  const reach = await reachOf(user);
  // A note of a call stays its writer's, who took part in the call.
  const within = reach
    ? { OR: [{ callId: { not: null } }, { contact: { is: contactsWithin(reach) } }] }
    : {};
  return transaction(async (tx) => {
    const [note] = await tx.note.updateManyAndReturn({
      where: { id, ...from, ...own, ...within },
      data: to,
    });
    if (!note) throw new ActionError("not-found");
    // That it was changed, and by whom; what stands in it is the client's alone.
    await recordAudit(tx, { event, subject: { kind: "note", id } });
    const isWritten = event === "note.changed";
    const toldIds = isWritten
      ? await keepMentions(tx, note, user.id)
      : await mentionedIn(tx, { id });
    return { contactId: note.contactId, toldIds };
  });
}

/** A note of a call, as whoever puts it right sees it. */
export interface CallNote {
  id: string;
  text: string;
  userId: string | null;
  /** By this person. */
  editable: boolean;
}

/** What was noted during a call. @throws {ActionError} `not-found` when the call is none that they may see */
export async function notesOfCall(user: Viewer, callId: string): Promise<CallNote[]> {
  if (!(await isVisible(db(), user, callId))) throw new ActionError("not-found");
  const notes = await db().note.findMany({
    where: { callId, deletedAt: null },
    select: { id: true, text: true, userId: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const mayAll = hasRole(user, "manager");
  return notes.map((note) => ({ ...note, editable: mayAll || note.userId === user.id }));
}
