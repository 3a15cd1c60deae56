/** Whether people are there; one answer for all of a person's screens. */
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { PresenceView } from "#lib/realtime/events";

/** Whoever pauses one telephone has left the desk; what a switched-off connection told last is no news. */
export const presenceSelect = {
  id: true,
  doNotDisturb: true,
  extensions: { where: { away: true, connection: { enabled: true } }, select: { id: true } },
} as const satisfies Prisma.UserSelect;

export function toPresence(
  row: Prisma.UserGetPayload<{ select: typeof presenceSelect }>,
): PresenceView {
  return { userId: row.id, doNotDisturb: row.doNotDisturb, away: row.extensions.length > 0 };
}

export async function presenceOf(userId: string): Promise<PresenceView> {
  const where = { id: userId };
  return toPresence(await db().user.findUniqueOrThrow({ where, select: presenceSelect }));
}

export async function presencesOf(userIds: readonly string[]): Promise<PresenceView[]> {
  const where = { id: { in: [...userIds] } };
  return (await db().user.findMany({ where, select: presenceSelect })).map(toPresence);
}

export async function setDoNotDisturb(
  userId: string,
  doNotDisturb: boolean,
): Promise<PresenceView> {
  const where = { id: userId };
  const data = { doNotDisturb };
  return toPresence(await db().user.update({ where, data, select: presenceSelect }));
}
