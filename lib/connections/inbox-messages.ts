import { z } from "zod";
import { db } from "#lib/db/client";
import { maskSecrets } from "./mask-secrets";
import { secretValues } from "./settings";

/** `received`: not applied yet. `kept`: understood, nothing to do. `refused`: set aside, with its reason. */
export const messageFilters = ["all", "applied", "kept", "refused", "received"] as const;
export type MessageFilter = (typeof messageFilters)[number];

export const messageListOptions = z.object({
  show: z.enum(messageFilters).catch("all"),
  /** Older than the message with this id. */
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
  /** Whether there are older ones. */
  more: boolean;
  /** All that are set aside, shown or not. */
  refused: number;
}

/** The longest text of a raw message that is shown. */
const longest = 500;
const pageSize = 20;

/** What the provider sent, as it is in the inbox, for the administrator. */
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
    raw: maskSecrets(row.raw, secrets).slice(0, longest),
    receivedAt: row.receivedAt.toISOString(),
  }));
  return { messages, more: rows.length > pageSize, refused };
}
