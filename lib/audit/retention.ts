/** What takes older entries of the audit log away; for how long they are kept is a setting (lib/retention). */
import { db } from "#lib/db/client";

/** @returns what deletes the next entries, the oldest first, and says how many they were */
export function forgetEntries(before: Date) {
  return async (size: number): Promise<{ seen: number; gone: number }> => {
    const old = await db().auditEntry.findMany({
      where: { at: { lt: before } },
      orderBy: [{ at: "asc" }, { id: "asc" }],
      select: { id: true },
      take: size,
    });
    const ids = old.map(({ id }) => id);
    if (ids.length > 0) await db().auditEntry.deleteMany({ where: { id: { in: ids } } });
    return { seen: ids.length, gone: ids.length };
  };
}
