/**
 * Whom a note names. Its text says it, "@" and a name, for whoever reads it in a file or over REST; these rows follow
 * from the text each time it is written, and know who it was when people are called otherwise.
 */
import { currentMs } from "#lib/base/clock";
import { second } from "#lib/base/duration";
import { directOn, type Tx } from "#lib/db/client";
import { byEachName, namedIn } from "./mention-text";
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
  const heldUntil = typing ? new Date(currentMs() + leftAlone) : null;
  const before = await tx.mention.findMany({ where: { noteId } });
  const { here, left } = text.includes("@") ? await readPeople(tx) : { here: [], left: [] };
  // Whoever has left is named and told nothing: "@Ivan Petrov" is then not the Ivan who is still here.
  const named = namedIn<Named>(text, [...left, ...byEachName(here), ...before]).filter(
    (one) => !left.includes(one),
  );
  const after = new Map(named.map((one) => [one.userId, one.name]));
  const gone = before.flatMap(({ userId }) => (after.has(userId) ? [] : [userId]));
  const added = [...after].filter(([userId]) => before.every((one) => one.userId !== userId));
  for (const { userId, name } of before) {
    const spelt = after.get(userId);
    if (spelt === undefined || spelt === name) continue;
    await tx.mention.update({
      where: { noteId_userId: { noteId, userId } },
      data: { name: spelt },
    });
  }
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

interface Named {
  userId: string;
  name: string;
}

async function readPeople(tx: Tx): Promise<{ here: Named[]; left: Named[] }> {
  const people = await tx.user.findMany({ select: { id: true, name: true, disabledAt: true } });
  const namesOf = (list: typeof people) =>
    list.map(({ id, name }): Named => ({ userId: id, name }));
  return {
    here: namesOf(people.filter(({ disabledAt }) => !disabledAt)),
    left: namesOf(people.filter(({ disabledAt }) => disabledAt)),
  };
}

/** Ids of those whom a note names. */
export async function mentionedIn(
  tx: Tx,
  note: { id: string } | { callId: string; userId: string },
): Promise<string[]> {
  const rows = await tx.mention.findMany({ where: { note }, select: { userId: true } });
  return rows.map(({ userId }) => userId);
}
