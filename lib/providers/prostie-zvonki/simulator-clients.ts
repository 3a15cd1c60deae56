/** Which clients are admitted, after the vendor's server. */
import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import type { Client, ServerState } from "./simulator-answers";

/**
 * What a client says of itself: the SDK in the query, the vendor's own programs in headers. The SDK
 * sends base64 unescaped, so a plus sign means itself.
 */
function clientValue(request: IncomingMessage, parameter: string, header: string): string {
  const query = new URLSearchParams((request.url?.split("?")[1] ?? "").replaceAll("+", "%2B"));
  const value = query.get(parameter) ?? request.headers[header.toLowerCase()];
  return typeof value === "string" ? value : "";
}

export function readClient(socket: WebSocket, request: IncomingMessage): Client {
  return {
    socket,
    ip: request.socket.remoteAddress?.replace("::ffff:", "") ?? "",
    guid: clientValue(request, "GID", "ClientGUID"),
    type: clientValue(request, "CT", "ClientType"),
    extension: clientValue(request, "PhoneNumber", "PhoneNumber"),
    mask: maskOf(clientValue(request, "BroadcastEventsMask", "BroadcastEventsMask")),
  };
}

/** Every event type; for who names none, as the vendor's PHP SDK does. */
const everything = 65_535;

function maskOf(text: string): number {
  return text.trim() === "" ? everything : Number(text) || 0;
}

/** A handshake without any parameter is answered 403, before it is one. */
export function namesItself(request: IncomingMessage): boolean {
  const names = [
    ["CID", "ClientID"],
    ["CT", "ClientType"],
    ["GID", "ClientGUID"],
    ["PhoneNumber", "PhoneNumber"],
  ] as const;
  const query = new URLSearchParams(request.url?.split("?")[1] ?? "");
  return names.some(
    ([parameter, header]) =>
      query.has(parameter) || request.headers[header.toLowerCase()] !== undefined,
  );
}

/** Refusals come after the handshake, as the vendor's server does it. */
export function refusalOf(
  request: IncomingMessage,
  client: Client,
  password: string,
  state: ServerState,
  closeWith: number | undefined,
): { code: number; reason: string } | null {
  if (closeWith) return { code: closeWith, reason: "" };
  const given = Buffer.from(clientValue(request, "CID", "ClientID"), "base64").toString("utf8");
  // A server that was started without a password lets anybody in.
  if (password !== "" && given !== password) return { code: 4008, reason: "Invalid password" };
  const allowed = state.licences.get(client.type);
  if (allowed === undefined) return null;
  const present = state.clients.filter((other) => other.type === client.type).length;
  if (allowed === 0) {
    return { code: 4006, reason: "License key doesn't have permission for this CRM" };
  }
  if (present < allowed) return null;
  const reason = `The maximum number of users for this CRM(${client.type}) is exceeded`;
  return { code: 4007, reason };
}
