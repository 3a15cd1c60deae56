/** The durable record of every raw message: written before anything is done with it. */
import { db, transaction, type Tx } from "#lib/db/client";
import type { RawMessage } from "#lib/providers/contract";

export interface StoredMessage {
  id: number;
  raw: string;
  receivedAt: Date;
}

/**
 * Commits the messages, in order; those whose key the connection already has are repeats and are
 * left out. A message that could not even be cut into events is kept with its reason.
 * @returns the new messages that are to be applied
 */
export async function storeMessages(
  connectionId: string,
  messages: RawMessage[],
  receivedAt: Date,
): Promise<StoredMessage[]> {
  const first = new Map(messages.toReversed().map((message) => [message.key, message]));
  return transaction(async (tx) => {
    const known = await tx.inboxMessage.findMany({
      where: { connectionId, key: { in: [...first.keys()] } },
      select: { key: true },
    });
    for (const { key } of known) first.delete(key);
    const fresh = messages.filter((message) => first.get(message.key) === message);
    if (fresh.length === 0) return [];
    const rows = await tx.inboxMessage.createManyAndReturn({
      data: fresh.map(({ key, raw, refused }) => ({
        connectionId,
        key,
        raw,
        receivedAt,
        ...(refused && { status: "refused", reason: describe(refused), settledAt: receivedAt }),
      })),
      select: { id: true, raw: true, receivedAt: true, status: true },
    });
    return rows.filter((row) => row.status === "received").sort((a, b) => a.id - b.id);
  });
}

/** What was accepted but not applied, e.g. because the process died in between; oldest first. */
export function unsettledMessages(connectionId: string): Promise<StoredMessage[]> {
  return db().inboxMessage.findMany({
    where: { connectionId, status: "received" },
    orderBy: { id: "asc" },
    select: { id: true, raw: true, receivedAt: true },
  });
}

/** @param reason given for `refused` */
export async function settleMessage(
  tx: Tx,
  id: number,
  status: "applied" | "kept" | "refused",
  reason: string | null = null,
): Promise<void> {
  await tx.inboxMessage.update({
    where: { id },
    data: { status, reason, settledAt: new Date() },
  });
}

/** An adapter's refusal as the administrator reads it: the field first, where there is one. */
export function describe(error: { message: string; field?: string }): string {
  return error.field ? `${error.field}: ${error.message}` : error.message;
}
