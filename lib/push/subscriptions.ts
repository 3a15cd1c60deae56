/** People's browsers that are told of missed clients while no page is open in them. */
import { alive } from "#lib/auth/sessions";
import { db, transaction } from "#lib/db/client";
import type { Locale } from "#lib/i18n/locales";
import type { SubscriptionInput } from "./subscription-input";

/** Browsers of one person; the oldest goes when there is one more. */
export const mostBrowsers = 10;

/**
 * A browser that somebody else has left is whoever's has signed in there since.
 * @param locale in which it is told
 */
export async function saveSubscription(
  { id: userId, sessionId }: { id: string; sessionId: string },
  { endpoint, keys }: SubscriptionInput,
  locale: Locale,
): Promise<void> {
  await transaction(async (tx) => {
    const data = { userId, sessionId, locale, ...keys };
    await tx.pushSubscription.upsert({
      where: { endpoint },
      create: { endpoint, ...data },
      update: data,
    });
    const surplus = await tx.pushSubscription.findMany({
      where: { userId, endpoint: { not: endpoint } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: mostBrowsers - 1,
      select: { id: true },
    });
    if (surplus.length === 0) return;
    await tx.pushSubscription.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } });
  });
}

/** Another's stays. */
export async function removeSubscription(userId: string, endpoint: string): Promise<void> {
  await db().pushSubscription.deleteMany({ where: { userId, endpoint } });
}

/** The browser has taken it back, or its maker has. */
export async function forgetSubscription(id: string): Promise<void> {
  await db().pushSubscription.deleteMany({ where: { id } });
}

/** Of those who are here, may be disturbed, and whose session is not over. */
export function subscriptionsOf(userIds: readonly string[]) {
  return db().pushSubscription.findMany({
    where: {
      user: { id: { in: [...userIds] }, disabledAt: null, doNotDisturb: false },
      session: alive(new Date()),
    },
    select: { id: true, endpoint: true, p256dh: true, auth: true, userId: true, locale: true },
  });
}
