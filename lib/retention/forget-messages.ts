/** What came from outside, as it came: providers' messages, and rows of files that did not get in. */
import { firstIdSince } from "#lib/connections/health";
import { db } from "#lib/db/client";
import type { Pass } from "./pass";

/** A message that waits to be applied stays, however old it is. */
export async function forgetMessages(before: Date): Promise<Pass> {
  const until = await firstIdSince(before);
  let after = 0;
  return async (size) => {
    const rows = await db().inboxMessage.findMany({
      where: { id: { gt: after, lt: until } },
      orderBy: { id: "asc" },
      take: size,
      select: { id: true },
    });
    if (rows.length === 0) return forgetFailures(before, size);
    const last = rows.at(-1)!.id;
    const { count } = await db().inboxMessage.deleteMany({
      where: { id: { gt: after, lte: last }, status: { not: "received" } },
    });
    after = last;
    return { seen: rows.length, gone: count };
  };
}

/** Of an import that may be continued they stay. */
async function forgetFailures(before: Date, size: number): Promise<{ seen: number; gone: number }> {
  const rows = await db().importFailure.findMany({
    where: { import: { startedAt: { lt: before }, endedAt: { not: null } } },
    take: size,
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await db().importFailure.deleteMany({ where: { id: { in: ids } } });
  return { seen: ids.length, gone: ids.length };
}
