import { db } from "#lib/db/client";

export interface ConnectionActivity {
  /** ISO 8601; null when there never was one. */
  lastMessageAt: string | null;
  /** In the last 24 hours. */
  messages: number;
  calls: number;
}

const day = 24 * 60 * 60_000;

export async function connectionActivity(
  connectionId: string,
  now = new Date(),
): Promise<ConnectionActivity> {
  const since = new Date(now.getTime() - day);
  const [last, firstId, calls] = await Promise.all([
    db().inboxMessage.findFirst({
      where: { connectionId },
      orderBy: { id: "desc" },
      select: { receivedAt: true },
    }),
    firstIdSince(since),
    db().call.count({ where: { connectionId, startedAt: { gte: since } } }),
  ]);
  const messages = await db().inboxMessage.count({ where: { connectionId, id: { gte: firstId } } });
  return { lastMessageAt: last?.receivedAt.toISOString() ?? null, messages, calls };
}

/**
 * The inbox has no index by time, which would cost each message something; but ids grow with time,
 * so that a few looks find where the day begins.
 */
async function firstIdSince(since: Date): Promise<number> {
  const last = await db().inboxMessage.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
  let low = 1;
  let high = (last?.id ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await db().inboxMessage.findFirst({
      where: { id: { gte: middle } },
      orderBy: { id: "asc" },
      select: { id: true, receivedAt: true },
    });
    if (row && row.receivedAt < since) low = row.id + 1;
    else high = middle;
  }
  return low;
}
