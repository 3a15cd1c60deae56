/** Notices that nobody looks for any more. */
import { day } from "#lib/base/duration";
import { db } from "#lib/db/client";

/** How long a notice is kept, in ms: what it tells of stays in the client's timeline. */
export const noticesKept = 90 * day;

/** One way through all that are older; each call deletes so many at most. */
export function forgetNotices(before: Date) {
  return async (size: number): Promise<{ seen: number; gone: number }> => {
    const rows = await db().notice.findMany({
      where: { at: { lt: before } },
      orderBy: { at: "asc" },
      take: size,
      select: { id: true },
    });
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await db().notice.deleteMany({ where: { id: { in: ids } } });
    return { seen: ids.length, gone: ids.length };
  };
}
