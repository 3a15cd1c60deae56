/**
 * A session is a row. The cookie only names it, so ending the row ends the session at once, on every
 * copy of the program: a JWT alone can't be revoked.
 */
import { db } from "#lib/db/client";
import { hubSlot } from "#lib/server/hub";
import type { CurrentUser, Role } from "./roles";

export const sessionLife = 7 * 24 * 60 * 60;

export async function beginSession(userId: string, userAgent: string | null): Promise<string> {
  const expiresAt = new Date(Date.now() + sessionLife * 1000);
  await db().session.deleteMany({ where: { userId, expiresAt: { lt: new Date() } } });
  const { id } = await db().session.create({
    data: { userId, userAgent: userAgent?.slice(0, 300) ?? null, expiresAt },
    select: { id: true },
  });
  return id;
}

/** @returns whose session it is; null when it has ended, or its person may no longer come in */
export async function sessionUser(sessionId: string): Promise<CurrentUser | null> {
  const session = await db().session.findUnique({
    where: { id: sessionId },
    select: { expiresAt: true, user: true },
  });
  if (!session || session.expiresAt < new Date() || session.user.disabledAt) return null;
  const { id, email, name, role, locale } = session.user;
  return { id, sessionId, email, name, role: role as Role, locale };
}

export async function endSession(sessionId: string): Promise<void> {
  await db().session.deleteMany({ where: { id: sessionId } });
  await hubSlot.peek()?.endSockets({ sessionId });
}

/** Ends all of a person's sessions, but the one they act from, if named. */
export async function endSessions(userId: string, except?: string): Promise<void> {
  const ending = await db().session.findMany({
    where: { userId, ...(except && { id: { not: except } }) },
    select: { id: true },
  });
  await db().session.deleteMany({ where: { id: { in: ending.map((one) => one.id) } } });
  for (const { id } of ending) await hubSlot.peek()?.endSockets({ sessionId: id });
}
