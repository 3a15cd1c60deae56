import { join, sqltag as sql } from "@prisma/client/runtime/client";
import type { Tx } from "#lib/db/client";

/** Calls from numbers that now have exactly one owner learn who it was. */
export async function relinkCalls(tx: Tx, contactId: string): Promise<void> {
  const numbers = await tx.contactNumber.findMany({
    where: { contactId, e164: { not: null } },
    select: { e164: true },
  });
  const e164s = numbers.flatMap(({ e164 }) => (e164 ? [e164] : []));
  const shared = await tx.contactNumber.findMany({
    where: { e164: { in: e164s }, contactId: { not: contactId } },
    select: { e164: true },
  });
  const own = e164s.filter((e164) => !shared.some((one) => one.e164 === e164));
  await tx.call.updateMany({
    where: { contactId: null, clientE164: { in: own } },
    data: { contactId, version: { increment: 1 } },
  });
}

/** The same for many contacts at once, in one statement; a number that several share stays open. */
export async function relinkImportedCalls(tx: Tx, e164s: string[]): Promise<void> {
  if (e164s.length === 0) return;
  await tx.$executeRaw(sql`
    UPDATE "Call"
    SET "version" = "version" + 1,
        "contactId" = (
          SELECT MIN("contactId") FROM "ContactNumber"
          WHERE "ContactNumber"."e164" = "Call"."clientE164"
          HAVING COUNT(DISTINCT "contactId") = 1
        )
    WHERE "contactId" IS NULL AND "clientE164" IN (${join(e164s)})`);
}
