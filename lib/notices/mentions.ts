/**
 * Whom a note names. Its text says it, "@" and a name, for whoever reads it in a file or over REST; these rows follow
 * from the text each time it is written, and know who it was when people are called otherwise.
 */
import { second } from "#lib/base/duration";
import { directOn, type Tx } from "#lib/db/client";
import { namedIn } from "./mention-text";
import { recordNotices } from "./record-notices";

/** How long a note that is saved while it is typed has to be left alone before anybody is told, in ms. */
export const leftAlone = 8 * second;

/**
 * Call it in the transaction that writes the note.
 * @param note.typing it is saved as it stands, and its writer types on: those whom it names are told later
 * @param byId who writes
 * @returns whose notices have changed: of those who had been told, and have to see what it says now, too
 */
export async function keepMentions(
  tx: Tx,
  { id: noteId, text, typing = false }: { id: string; text: string; typing?: boolean },
  byId: string,
): Promise<string[]> {
  const heldUntil = typing ? new Date(Date.now() + leftAlone) : null;
  const before = await tx.mention.findMany({ where: { noteId } });
  const people = text.includes("@") ? await peopleHere(tx) : [];
  const named = namedIn(text, [...people, ...before]);
  const after = new Map(named.map((one) => [one.userId, one.name]));
  const gone = before.flatMap(({ userId }) => (after.has(userId) ? [] : [userId]));
  const added = [...after].filter(([userId]) => before.every((one) => one.userId !== userId));
  if (gone.length > 0) {
    const where = { noteId, userId: { in: gone } };
    await tx.mention.deleteMany({ where });
    await tx.notice.deleteMany({ where });
  }
  if (added.length > 0) {
    await tx.mention.createMany({
      data: added.map(([userId, name]) => ({ noteId, userId, name })),
    });
    await recordNotices(
      directOn(tx),
      added.map(([userId]) => ({ userId, kind: "mention", byId, noteId, heldUntil })),
    );
  }
  const held = { noteId, heldUntil: { not: null } };
  await tx.notice.updateMany({ where: held, data: { heldUntil } });
  const waiting = await tx.notice.findMany({ where: held, select: { userId: true } });
  const untold = new Set(waiting.map(({ userId }) => userId));
  return [...gone, ...[...after.keys()].filter((userId) => !untold.has(userId))];
}

async function peopleHere(tx: Tx): Promise<{ userId: string; name: string }[]> {
  const people = await tx.user.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true },
  });
  return people.map(({ id, name }) => ({ userId: id, name }));
}

/** Ids of those whom a note names. */
export async function mentionedIn(
  tx: Tx,
  note: { id: string } | { callId: string; userId: string },
): Promise<string[]> {
  const rows = await tx.mention.findMany({ where: { note }, select: { userId: true } });
  return rows.map(({ userId }) => userId);
}
