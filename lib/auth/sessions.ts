/**
 * Sessions are rows, named by the cookie. Deleting the row revokes the session at once, on every copy of
 * the program; a JWT alone can't be revoked. A session ends a week after it began, and earlier when
 * nobody uses it for the idle limit.
 */
import { join, sqltag as sql } from "@prisma/client/runtime/client";
import { currentMs, currentTime } from "#lib/base/clock";
import { config } from "#lib/base/config";
import { BoundedMap } from "#lib/base/bounded-map";
import { day, minute, second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { currentActor } from "#lib/audit/actor";
import { recordAudit, type Audited } from "#lib/audit/record-audit";
import { db, transaction } from "#lib/db/client";
import { direct, storedTime } from "#lib/db/direct";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { sessionSockets } from "./ports";
import type { CurrentUser, Role } from "./roles";

export const sessionLife = (7 * day) / second;

/** A session's use is noted this often, in ms: a page asks many times a minute. */
const noteEvery = minute;

export interface SessionOrigin {
  userAgent: string | null;
  address: string | null;
  /** The session that this browser's cookie names so far: whoever signs in anew leaves it. */
  replaces?: string | null;
  /** Of the password that was typed; null where something else has proved who it is. */
  passwordHash?: string | null;
}

/**
 * @param from the browser that signs in
 * @returns the session's id; null when the person was disabled, or the password changed, while they signed in
 */
export async function beginSession(userId: string, from: SessionOrigin): Promise<string | null> {
  const now = currentTime();
  const expiresAt = new Date(now.getTime() + sessionLife * second);
  const data = {
    userId,
    userAgent: from.userAgent?.slice(0, 300) ?? null,
    address: from.address,
    seenAt: now,
    expiresAt,
  };
  const { passwordHash } = from;
  const who = { id: userId, disabledAt: null, ...(passwordHash && { passwordHash }) };
  const id = await transaction(async (tx) => {
    // Writing locks the row: whoever disables the person meanwhile ends this session with the others.
    const { count } = await tx.user.updateMany({ where: who, data: { id: userId } });
    if (count === 0) return null;
    await tx.session.deleteMany({ where: { userId, NOT: alive(now) } });
    const begun = await tx.session.create({
      data,
      select: { id: true, user: { select: { name: true } } },
    });
    const actor = {
      userId,
      name: begun.user.name,
      sessionId: begun.id,
      address: from.address,
    };
    await recordAudit(tx, { event: "sign-in.succeeded", actor });
    return begun.id;
  });
  if (id && from.replaces) await endSession(from.replaces);
  return id;
}

/** What a session that is still valid looks like. */
export function alive(now: Date): Prisma.SessionWhereInput {
  // Sessions begun before their use was noted have no time yet: they are judged by their first use.
  return {
    expiresAt: { gt: now },
    OR: [{ seenAt: null }, { seenAt: { gt: idleSince(now) } }],
  };
}

/** Whoever was not seen since then has left. */
const idleSince = (now: Date) => new Date(now.getTime() - config().idleLimit);

/** What the database answers of a session that is valid. */
interface ValidSession extends Omit<CurrentUser, "role"> {
  role: string;
}

/** Those of the sessions that are neither over nor of people who are disabled. Every request asks for one. */
function validAmong(sessionIds: readonly string[]): Promise<ValidSession[]> {
  if (sessionIds.length === 0) return Promise.resolve([]);
  const now = currentTime();
  return direct().read<ValidSession>(sql`
    SELECT s."id" AS "sessionId", u."id", u."email", u."name", u."role", u."locale"
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."id" IN (${join([...new Set(sessionIds)])}) AND u."disabledAt" IS NULL
      AND s."expiresAt" > ${storedTime(now)}
      AND (s."seenAt" IS NULL OR s."seenAt" > ${storedTime(idleSince(now))})`);
}

/**
 * @returns the user of each session, in their order; null when it has ended or expired, or the user is disabled
 */
export async function sessionUsers(sessionIds: readonly string[]): Promise<(CurrentUser | null)[]> {
  const valid = await validAmong(sessionIds);
  const users = new Map(
    valid.map((user) => [user.sessionId, { ...user, role: user.role as Role }]),
  );
  return sessionIds.map((id) => users.get(id) ?? null);
}

/** The same of one. */
export async function sessionUser(sessionId: string): Promise<CurrentUser | null> {
  const [user = null] = await sessionUsers([sessionId]);
  return user;
}

const notedAt = new BoundedMap<string, number>(10_000);

/** A person has asked for something: the idle limit counts from now. Never fails, never waits. */
export function noteUse(sessionId: string, now = currentMs()): void {
  if (now - (notedAt.get(sessionId) ?? -Infinity) < noteEvery) return;
  notedAt.set(sessionId, now);
  db()
    .session.updateMany({ where: { id: sessionId }, data: { seenAt: new Date(now) } })
    .catch((error: unknown) => {
      notedAt.delete(sessionId);
      log().warn({ err: error }, "the use of a session could not be noted");
    });
}

/** @returns which of these sessions are over: ended, expired, idle, or of people who are disabled */
export async function endedOf(sessionIds: readonly string[]): Promise<string[]> {
  const valid = await validAmong(sessionIds);
  const known = new Set(valid.map(({ sessionId }) => sessionId));
  return sessionIds.filter((id) => !known.has(id));
}

export interface StoredSession {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  seenAt: Date | null;
}

/** A person's sessions that are valid, the last used first. */
export function sessionsOf(userId: string): Promise<StoredSession[]> {
  return db().session.findMany({
    where: { userId, ...alive(currentTime()) },
    orderBy: [{ seenAt: { sort: "desc", nulls: "last" } }, { id: "desc" }],
    select: { id: true, userAgent: true, address: true, createdAt: true, seenAt: true },
  });
}

/** @param entry what the audit log is to say of it; nothing where it is part of something else */
export async function endSession(sessionId: string, entry?: Audited): Promise<void> {
  await endThese([sessionId], entry);
}

/** Somebody leaves. The audit log names the person whose session it was. */
export async function signOut(sessionId: string): Promise<void> {
  const session = await db().session.findUnique({
    where: { id: sessionId },
    select: { userId: true, user: { select: { name: true } } },
  });
  if (!session) return;
  const { userId, user } = session;
  const actor = { ...currentActor(), userId, name: user.name, sessionId };
  await endSession(sessionId, { event: "sign-in.signed-out", actor });
}

/** The same of several, as one deed. */
export async function endThese(sessionIds: readonly string[], entry?: Audited): Promise<void> {
  const where = { id: { in: [...sessionIds] } };
  await transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where });
    if (entry && count > 0) await recordAudit(tx, entry);
  });
  for (const id of sessionIds) sessionSockets.peek()?.end(id);
}

/**
 * Ends all sessions of a user, and what opens their data without one: the address of their calendar.
 * `except` keeps the session they act from.
 */
export async function endSessions(userId: string, except?: string): Promise<void> {
  const where = { userId, ...(except && { id: { not: except } }) };
  const ending = await transaction(async (tx) => {
    const rows = await tx.session.findMany({ where, select: { id: true } });
    const ids = rows.map(({ id }) => id);
    await tx.session.deleteMany({ where: { id: { in: ids } } });
    await tx.calendarAddress.deleteMany({ where: { userId } });
    return ids;
  });
  for (const id of ending) sessionSockets.peek()?.end(id);
}
