/**
 * Whom a note names. Its text says it, "@" and a name, for whoever reads it in a file or over REST; these rows follow
 * from the text each time it is written, and know who it was when people are called otherwise.
 */
import { directOn, type Tx } from "#lib/db/client";
import { namedIn } from "./mention-text";
import { recordNotices } from "./record-notices";

/**
 * Call it in the transaction that writes the note.
 * @param byId who writes
 * @returns whose notices have changed
 */
export async function keepMentions(
  tx: Tx,
  { id: noteId, text }: { id: string; text: string },
  byId: string,
): Promise<string[]> {
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
      added.map(([userId]) => ({ userId, kind: "mention", byId, noteId })),
    );
  }
  return [...gone, ...added.map(([userId]) => userId)];
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
