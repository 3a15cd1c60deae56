import { ActionError } from "#lib/auth/action-error";
import { isVisible, type Viewer } from "#lib/auth/policy";
import { db, transaction } from "#lib/db/client";

/**
 * The person's own note of a call, whole, each time they pause in typing. One row a call and person;
 * empty text removes it.
 * @throws {ActionError} `not-found` when the call is none that they may see
 */
export async function saveCallNote(
  user: Viewer,
  { callId, text }: { callId: string; text: string },
): Promise<void> {
  await transaction(async (tx) => {
    if (!(await isVisible(tx, user, callId))) throw new ActionError("not-found");
    const mine = { callId, userId: user.id };
    if (text.trim() === "") {
      await tx.note.deleteMany({ where: mine });
      return;
    }
    const { contactId } = await tx.call.findUniqueOrThrow({
      where: { id: callId },
      select: { contactId: true },
    });
    await tx.note.upsert({
      where: { callId_userId: mine },
      create: { ...mine, contactId, text },
      update: { contactId, text, deletedAt: null },
    });
  });
}

/** What the person has written down about a call; null when nothing. */
export async function callNoteOf(userId: string, callId: string): Promise<string | null> {
  const note = await db().note.findUnique({
    where: { callId_userId: { callId, userId } },
    select: { text: true, deletedAt: true },
  });
  return note && note.deletedAt === null ? note.text : null;
}
