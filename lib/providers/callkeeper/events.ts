/** CallKeeper's messages to call events. CallKeeper calls the client: every call is outgoing. */
import { ProviderError, type CallEvent, type MessageOrigin } from "../contract";
import { readRow } from "./rows";
import { decodeMessage, type Message } from "./wire";

/** @throws {ProviderError} that names the field */
export function parseMessage(raw: string, { inboxId }: MessageOrigin): CallEvent[] {
  const message = decodeMessage(raw);
  switch (message.source) {
    case "order":
      return [fromOrder(message)];
    case "page":
      return [fromPage(message, inboxId)];
    case "statistics":
      return [fromStatistics(message)];
  }
}

function fromOrder({ id, number, name }: Extract<Message, { source: "order" }>): CallEvent {
  return { kind: "call:dialling", externalId: id, clientNumber: number, ...cardOf(name) };
}

/** The name the client gave. */
function cardOf(name: string | null) {
  return name ? { clientCard: { name, company: null, url: null } } : {};
}

/** The widget gives no id: the message's own serves, and stays the same at a replay. */
function fromPage(
  { detail, extension }: Extract<Message, { source: "page" }>,
  inboxId: number,
): CallEvent {
  if (!detail.client) throw new ProviderError("unreadable", "is missing", "detail.client");
  const manager = detail.manager.replace(/\D/g, "");
  const who = extension ?? (manager.length >= 7 ? manager : null);
  return {
    kind: "call:dialling",
    externalId: `page-${inboxId}`,
    clientNumber: detail.client,
    ...cardOf(detail.person),
    ...(who && { extension: who }),
  };
}

function fromStatistics({ row }: Extract<Message, { source: "statistics" }>): CallEvent {
  const { id, client, manager, startedAt, endedAt, talkSeconds, ...rest } = readRow(row);
  if (!id) throw new ProviderError("unreadable", "is missing", "row.id_call");
  if (!client) throw new ProviderError("unreadable", "is missing", "row.client");
  return {
    kind: "call:ended",
    externalId: id,
    direction: "outgoing",
    clientNumber: client,
    ...rest,
    ...(manager && { extension: manager }),
    ...(startedAt && { at: endedAt ?? startedAt, startedAt, matchByTime: true }),
    ...(endedAt && { endedAt }),
    ...(talkSeconds !== null && { talkSeconds }),
    replayed: true,
  };
}
