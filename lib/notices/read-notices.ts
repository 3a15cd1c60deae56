/**
 * What concerns a person, as far as they may see it now: who has lost sight of a client, or of the callback they were
 * handed, finds nothing of it here.
 */
import { currentTime } from "#lib/base/clock";
import { ActionError } from "#lib/auth/action-error";
import {
  callbacksWithin,
  callsWithin,
  contactScope,
  contactsWithin,
  reachIn,
  reachOf,
  type Reach,
  type Viewer,
} from "#lib/auth/policy";
import type { Role } from "#lib/auth/roles";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { settledKinds, type NoticeKind, type NoticeView } from "./notice-view";

/** More than that nobody reads; the oldest go by themselves (lib/retention). */
const mostShown = 100;
/** Characters of a text: the whole is a click away. */
const longestText = 300;

function shownTo(user: Viewer, reach: Reach): Prisma.NoticeWhereInput {
  const own = { ownerId: user.id };
  return {
    userId: user.id,
    heldUntil: null,
    OR: [
      {
        note: {
          deletedAt: null,
          OR: [
            { contact: { deletedAt: null, AND: contactsWithin(reach) } },
            { contactId: null, call: callsWithin(user) },
          ],
        },
      },
      { kind: oneOf("callback", "promised"), callback: own },
      { kind: oneOf("broken"), callback: { ...own, closedAt: null } },
      { kind: oneOf(...settledKinds), callback: { ...own, closedAt: { not: null } } },
      {
        kind: oneOf("reassigned"),
        callback: {
          OR: [{ ownerId: null }, { ownerId: { not: user.id } }],
          AND: callbacksWithin(reach),
        },
      },
      { contact: { ...own, deletedAt: null } },
      { kind: oneOf("client"), contactId: null, count: { gt: 0 } },
    ],
  };
}

const oneOf = (...kinds: NoticeKind[]) => ({ in: kinds });

const contact = { select: { id: true, name: true } };

const unreadMention = { kind: "mention" satisfies NoticeKind, readAt: null } as const;

/** The newest first. */
export async function readNotices(user: Viewer): Promise<NoticeView[]> {
  return viewsOf(shownTo(user, await reachOf(user)), mostShown);
}

/** Where colleagues have mentioned them and they have not looked: how often, and the newest. */
export async function unreadMentions(
  user: Viewer,
  most: number,
): Promise<{ count: number; newest: NoticeView[] }> {
  const where = { AND: [unreadMention, shownTo(user, await reachOf(user))] };
  const newest = await viewsOf(where, most);
  const count = newest.length < most ? newest.length : await db().notice.count({ where });
  return { count, newest };
}

async function viewsOf(where: Prisma.NoticeWhereInput, most: number): Promise<NoticeView[]> {
  const notices = await db().notice.findMany({
    where,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: most,
    include: {
      contact,
      note: {
        select: { text: true, contact, call: { select: { clientRaw: true, clientE164: true } } },
      },
      callback: {
        select: {
          note: true,
          numberRaw: true,
          e164: true,
          contact,
          ownerId: true,
          promisedAt: true,
          waitingSince: true,
        },
      },
    },
  });
  return notices.map(({ note, callback, ...notice }) => {
    const client = notice.contact ?? note?.contact ?? callback?.contact ?? null;
    const raw = note?.call?.clientRaw ?? callback?.numberRaw;
    const e164 = note?.call?.clientE164 ?? callback?.e164 ?? null;
    const shown = raw ? formatPhoneNumber({ raw, e164 }) : "";
    return {
      id: notice.id,
      kind: notice.kind as NoticeKind,
      at: notice.at.toISOString(),
      read: notice.readAt !== null,
      byId: notice.byId || null,
      toId: notice.kind === "reassigned" ? (callback?.ownerId ?? null) : null,
      promisedFor: callback?.promisedAt ? callback.waitingSince.toISOString() : null,
      contact: client,
      number: client === null && raw ? { shown, dialled: e164 ?? raw } : null,
      text: (note?.text ?? callback?.note ?? null)?.slice(0, longestText) ?? null,
      count: notice.count,
    };
  });
}

/**
 * How many each of them has not seen yet, in their order. Of most people there is none, and one question tells of all of
 * those. The others are counted one after the other: however many they are, they take one connection to the database.
 */
export async function unreadOf(users: readonly Viewer[]): Promise<number[]> {
  const ids = [...new Set(users.map(({ id }) => id))];
  const where = { userId: { in: ids }, readAt: null, heldUntil: null };
  const told = await db().notice.groupBy({ by: "userId", where });
  const waiting = new Set(told.map(({ userId }) => userId));
  const scope = waiting.size > 0 ? await contactScope() : "all";
  const counts = new Map<string, number>();
  for (const user of users) {
    if (!waiting.delete(user.id)) continue;
    const shown = shownTo(user, reachIn(scope, user));
    counts.set(user.id, await db().notice.count({ where: { readAt: null, AND: shown } }));
  }
  return users.map(({ id }) => counts.get(id) ?? 0);
}

/** The same of one. */
export async function unreadNotices(user: Viewer): Promise<number> {
  const [unread = 0] = await unreadOf([user]);
  return unread;
}

/** The same for each of these people who are still here. */
export async function unreadByPerson(
  userIds: readonly string[],
): Promise<{ userId: string; unread: number }[]> {
  const people = await db().user.findMany({
    where: { id: { in: [...userIds] }, disabledAt: null },
    select: { id: true, role: true },
  });
  const counts = await unreadOf(people.map(({ id, role }) => ({ id, role: role as Role })));
  return people.map(({ id }, index) => ({ userId: id, unread: counts[index]! }));
}

/** @throws {ActionError} `not-found` when it is none of theirs */
export async function readNotice(userId: string, id: string): Promise<void> {
  const { count } = await db().notice.updateMany({
    where: { id, userId },
    data: { readAt: currentTime() },
  });
  if (count === 0) throw new ActionError("not-found");
}

export async function readAllNotices(userId: string): Promise<void> {
  await db().notice.updateMany({
    where: { userId, readAt: null },
    data: { readAt: currentTime() },
  });
}
