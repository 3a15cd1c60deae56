/** Retries messages that were set aside, e.g. after an update of the program. */
import { db, transaction, WriteConflict } from "#lib/db/client";
import type { Ingest } from "./ingest";
import type { MessageSource } from "./runtime";

/** Messages of one step: memory must not grow with the number that is set aside. */
const step = 1_000;

/**
 * @param ids those to try; all of the connection's when absent
 * @returns how many were tried, and how many of them are set aside once more
 */
export async function replayMessages(
  ingest: Ingest,
  source: MessageSource,
  ids?: readonly number[],
): Promise<{ tried: number; refused: number }> {
  const { connectionId } = source;
  const tally = { tried: 0, refused: 0 };
  for (let after = 0; ;) {
    const id = { gt: after, ...(ids && { in: [...ids] }) };
    const rows = await reopen({ connectionId, id });
    if (rows.length === 0) return tally;
    after = rows.at(-1)!.id;
    ingest.reapply(source, rows);
    await ingest.idle();
    const refusedAgain = { connectionId, status: "refused", id: { in: rows.map((row) => row.id) } };
    tally.tried += rows.length;
    tally.refused += await db().inboxMessage.count({ where: refusedAgain });
  }
}

/** In one transaction: two administrators who press the button at once do not apply a message twice. */
function reopen(where: { connectionId: string; id: { gt: number; in?: number[] } }) {
  return transaction(async (tx) => {
    const rows = await tx.inboxMessage.findMany({
      where: { ...where, status: "refused" },
      orderBy: { id: "asc" },
      take: step,
      select: { id: true, raw: true, receivedAt: true },
    });
    const { count } = await tx.inboxMessage.updateMany({
      where: { id: { in: rows.map((row) => row.id) }, status: "refused" },
      data: { status: "received", reason: null },
    });
    if (count !== rows.length) throw new WriteConflict();
    return rows;
  });
}
