/**
 * The secret address at which a person's calendar asks for what they have promised. Whoever knows it reads that without
 * a session, so it is worth nothing once the person is disabled, or their sessions end with a password, a role or a
 * second factor (lib/auth/sessions.ts).
 */
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { digestOf, newToken } from "#lib/auth/one-time-token";
import type { Viewer } from "#lib/auth/policy";
import type { CurrentUser, Role } from "#lib/auth/roles";
import { personSubject } from "#lib/auth/second-factor";
import { hour } from "#lib/base/duration";
import { db, transaction } from "#lib/db/client";
import { chosenLocale, type Locale } from "#lib/i18n/locales";

/** As people see that they have one; times are ISO 8601. */
export interface CalendarAddressView {
  createdAt: string;
  /** When a calendar last asked; null: none has yet. */
  usedAt: string | null;
}

export async function calendarAddressOf(userId: string): Promise<CalendarAddressView | null> {
  const row = await db().calendarAddress.findUnique({ where: { userId } });
  if (!row) return null;
  return { createdAt: row.createdAt.toISOString(), usedAt: row.usedAt?.toISOString() ?? null };
}

/**
 * The path of a new address, which nobody is shown again; an earlier one leads nowhere from now on.
 * @throws {ActionError} "signed-out" when the session that asks has just ended
 */
export async function makeCalendarAddress(
  person: Pick<CurrentUser, "id" | "name" | "sessionId">,
  locale: Locale,
): Promise<string> {
  const token = newToken();
  const data = { digest: digestOf(token), locale, createdAt: new Date(), usedAt: null };
  const where = { userId: person.id };
  const session = { id: person.sessionId };
  await transaction(async (tx) => {
    // Writing locks the row: whoever ends the session meanwhile takes the address away with it.
    const { count } = await tx.session.updateMany({ where: session, data: session });
    if (count === 0) throw new ActionError("signed-out");
    await tx.calendarAddress.upsert({ where, create: { ...where, ...data }, update: data });
    await recordAudit(tx, { event: "person.calendar-made", subject: personSubject(person) });
  });
  return `/api/calendar/${token}.ics`;
}

/** Nothing happens where there is none. */
export async function removeCalendarAddress(person: { id: string; name: string }): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.calendarAddress.deleteMany({ where: { userId: person.id } });
    if (count === 0) return;
    await recordAudit(tx, { event: "person.calendar-removed", subject: personSubject(person) });
  });
}

export interface CalendarOwner extends Viewer {
  locale: Locale;
}

/** How exactly it is noted when a calendar last asked, in ms: some ask every few minutes. */
const noteEvery = hour;

/** @returns null for a token that nobody has, or that of somebody who is disabled */
export async function calendarOwner(
  token: string,
  now = new Date(),
): Promise<CalendarOwner | null> {
  const found = await db().calendarAddress.findFirst({
    where: { digest: digestOf(token), user: { disabledAt: null } },
    include: { user: { select: { role: true, locale: true } } },
  });
  if (!found) return null;
  const { userId, usedAt, user } = found;
  if (!usedAt || now.getTime() - usedAt.getTime() >= noteEvery) {
    await db().calendarAddress.updateMany({ where: { userId }, data: { usedAt: now } });
  }
  return { id: userId, role: user.role as Role, locale: chosenLocale(user.locale, found.locale) };
}
