/** Health of a connection, for the administrator: its activity and the raw messages in the inbox. */
import { z } from "zod";
import { day } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { maskSecrets, secretValues } from "./settings";

export interface ConnectionActivity {
  /** ISO 8601; null when there never was a message. */
  lastMessageAt: string | null;
  /** Number in the last 24 hours. */
  messages: number;
  calls: number;
}

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
 * Binary search by id, which grows with time. The inbox has no index by time, because it would make each
 * message dearer.
 */
export async function firstIdSince(since: Date): Promise<number> {
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

/** The person's extension on this connection; null when they have none. */
export async function ownExtension(userId: string, connectionId: string): Promise<string | null> {
  const row = await db().extension.findUnique({
    where: { userId_connectionId: { userId, connectionId } },
    select: { number: true },
  });
  return row?.number ?? null;
}

/** `received`: not applied yet. `kept`: understood, nothing to do. `refused`: set aside, with its reason. */
export const messageFilters = ["all", "applied", "kept", "refused", "received"] as const;
export type MessageFilter = (typeof messageFilters)[number];

export const messageListOptions = z.object({
  show: z.enum(messageFilters).catch("all"),
  /** Id of the message before which the page ends. */
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export interface InboxMessageView {
  id: number;
  /** Secrets masked, cut at 500 characters. */
  raw: string;
  status: Exclude<MessageFilter, "all">;
  reason: string | null;
  /** ISO 8601. */
  receivedAt: string;
}

export interface InboxMessages {
  /** Newest first. */
  messages: InboxMessageView[];
  /** Whether older ones exist. */
  more: boolean;
  /** Number of messages set aside, shown or not. */
  refused: number;
}

/** Limit of characters shown of a raw message. */
const longestRaw = 500;
const pageSize = 20;

/** A page of the connection's inbox: what the provider sent. */
export async function inboxMessages(
  connectionId: string,
  { show, before }: z.output<typeof messageListOptions>,
): Promise<InboxMessages> {
  const [refused, rows, connection] = await Promise.all([
    db().inboxMessage.count({ where: { connectionId, status: "refused" } }),
    db().inboxMessage.findMany({
      where: {
        connectionId,
        ...(show !== "all" && { status: show }),
        ...(before && { id: { lt: before } }),
      },
      orderBy: { id: "desc" },
      take: pageSize + 1,
      select: { id: true, raw: true, status: true, reason: true, receivedAt: true },
    }),
    db().connection.findUniqueOrThrow({ where: { id: connectionId } }),
  ]);
  const secrets = await secretValues(connection).catch(() => []);
  const messages = rows.slice(0, pageSize).map((row) => ({
    ...row,
    status: row.status as InboxMessageView["status"],
    raw: maskSecrets(row.raw, secrets).slice(0, longestRaw),
    receivedAt: row.receivedAt.toISOString(),
  }));
  return { messages, more: rows.length > pageSize, refused };
}
