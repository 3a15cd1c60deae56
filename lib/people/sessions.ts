/** Sessions as their person and administrators see them. */
import Bowser from "bowser";
import { details } from "#lib/audit/changes";
import { ActionError } from "#lib/auth/action-error";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { endThese, sessionsOf } from "#lib/auth/sessions";
import { db } from "#lib/db/client";

/** A browser in which somebody is signed in. Times are ISO 8601. */
export interface SessionView {
  id: string;
  /** The one that asks. */
  current: boolean;
  /** "Firefox", "Windows"; null where the browser did not say. */
  browser: string | null;
  system: string | null;
  /** Address from which it was begun. */
  address: string | null;
  startedAt: string;
  usedAt: string;
}

/**
 * @param userId whose; other people's are for administrators
 * @throws {ActionError} `not-allowed`
 */
export async function listSessions(user: CurrentUser, userId: string): Promise<SessionView[]> {
  if (userId !== user.id && !hasRole(user, "admin")) throw new ActionError("not-allowed");
  return (await sessionsOf(userId)).map((session) => {
    const { browser, os } = Bowser.parse(session.userAgent || " ");
    return {
      id: session.id,
      current: session.id === user.sessionId,
      browser: browser.name || null,
      system: os.name || null,
      address: session.address,
      startedAt: session.createdAt.toISOString(),
      usedAt: (session.seenAt ?? session.createdAt).toISOString(),
    };
  });
}

/**
 * Ends sessions of a person, sockets and all.
 *
 * @param sessionId null: all but the one that asks
 * @throws {ActionError} `not-found` for an id that does not exist, and for one that is not this person's
 */
export async function endSessionsOf(
  user: CurrentUser,
  { userId, sessionId }: { userId: string; sessionId: string | null },
): Promise<void> {
  const sessions = await listSessions(user, userId);
  const ending = sessions.filter(({ id, current }) => (sessionId ? id === sessionId : !current));
  if (sessionId && ending.length === 0) throw new ActionError("not-found");
  await endThese(
    ending.map(({ id }) => id),
    {
      event: "session.ended",
      subject: { kind: "person", id: userId, name: await nameOf(userId) },
      changes: details({ count: ending.length }),
    },
  );
}

async function nameOf(userId: string): Promise<string | null> {
  const row = await db().user.findUnique({ where: { id: userId }, select: { name: true } });
  return row?.name ?? null;
}
