/**
 * Who has which client before them. The claim's row is the whole lock, on both databases and with any number of
 * copies of the program: two people on one list, or on two, are never offered the same number. A claim ends when its
 * person goes on, leaves or pauses, and by itself when their browser says nothing more.
 */
import { currentMs, currentTime } from "#lib/base/clock";
import { second } from "#lib/base/duration";
import { db, transaction } from "#lib/db/client";
import { presenceOf } from "#lib/people/presence";

/** A page prolongs its claim about three times as often. In ms. */
export const claimLasts = 90 * second;

interface Wanted {
  e164: string;
  contactId: string;
  userId: string;
  listId: string;
}

/** The person's only claim from now on. @returns false when somebody else was quicker */
export function claimClient({ e164, contactId, userId, listId }: Wanted): Promise<boolean> {
  return transaction(async (tx) => {
    await tx.dialClaim.deleteMany({ where: { userId, e164: { not: e164 } } });
    const now = currentTime();
    const until = new Date(now.getTime() + claimLasts);
    const written = await tx.$executeRaw`
      INSERT INTO "DialClaim" ("e164", "contactId", "userId", "listId", "until")
      VALUES (${e164}, ${contactId}, ${userId}, ${listId}, ${until})
      ON CONFLICT ("e164") DO UPDATE SET "contactId" = excluded."contactId",
        "userId" = excluded."userId", "listId" = excluded."listId", "until" = excluded."until"
      WHERE "DialClaim"."until" < ${now} OR "DialClaim"."userId" = excluded."userId"`;
    return written > 0;
  });
}

/** @returns whether the person still has it: not after it has gone to somebody else, nor when they pause */
export async function keepClaim(userId: string, listId: string): Promise<boolean> {
  if ((await presenceOf(userId)).away) {
    await releaseClaim(userId, listId);
    return false;
  }
  const until = new Date(currentMs() + claimLasts);
  const { count } = await db().dialClaim.updateMany({ where: { userId, listId }, data: { until } });
  return count > 0;
}

export async function releaseClaim(userId: string, listId: string): Promise<void> {
  await db().dialClaim.deleteMany({ where: { userId, listId } });
}

/** The contact whom the person has before them in that list. */
export async function claimedBy(userId: string, listId: string): Promise<string | null> {
  const where = { userId, listId, until: { gt: currentTime() } };
  const claim = await db().dialClaim.findFirst({ where, select: { contactId: true } });
  return claim?.contactId ?? null;
}
