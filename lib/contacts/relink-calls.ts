import type { Tx } from "#lib/db/client";

/**
 * Calls from numbers that now have exactly one owner learn who it was.
 * @returns the ids of those under way
 */
export async function relinkCalls(tx: Tx, contactId: string): Promise<string[]> {
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
  const where = { contactId: null, clientE164: { in: own } };
  const live = await tx.call.findMany({
    where: { ...where, state: { not: "ended" } },
    select: { id: true },
  });
  await tx.call.updateMany({ where, data: { contactId, version: { increment: 1 } } });
  return live.map((call) => call.id);
}
