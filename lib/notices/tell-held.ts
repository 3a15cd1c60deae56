/** Mentions in notes that were still being typed: told once the note is left alone, or done with. */
import { currentTime } from "#lib/base/clock";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";

/**
 * Tells those whose time has come; each is told by one copy of the program.
 * @returns whose notices have changed
 */
export async function tellHeld(now = currentTime()): Promise<string[]> {
  const due = { heldUntil: { lte: now } };
  // Nearly always there is none: then nothing is written.
  const waiting = await db().notice.findFirst({ where: due, select: { id: true } });
  return waiting ? tell(due) : [];
}

/** The person has done with their note of the call. @returns whose notices have changed */
export function tellOfCallNote(userId: string, callId: string): Promise<string[]> {
  return tell({ heldUntil: { not: null }, note: { callId, userId } });
}

async function tell(where: Prisma.NoticeWhereInput): Promise<string[]> {
  const told = await db().notice.updateManyAndReturn({
    where,
    data: { heldUntil: null },
    select: { userId: true },
  });
  return [...new Set(told.map(({ userId }) => userId))];
}
