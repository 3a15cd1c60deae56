/** The simulator's answers to requests, and its log lines, as the vendor's server gives them. */
import type { WebSocket } from "ws";
import type { EventInput } from "./simulator-events";
import { encodeResponse, parseMessages, type WireRequest } from "./wire";
import { escapeXml } from "./xml";

export const serverVersion = "Test Server v1.1.2";

/** A connected client, as it described itself. */
export interface Client {
  socket: WebSocket;
  ip: string;
  guid: string;
  type: string;
  extension: string;
  mask: number;
}

export interface ServerState {
  /** The id of the last request that could be read: a broken one is answered with it. */
  lastRequestId: string;
  /** Licensed users by client type; a type not in here is not limited. */
  licences: Map<string, number>;
  /** What `Call`, `Transfer` and `Generate` are refused with. */
  refusal: string | null;
  /** Clients connected now. */
  clients: Client[];
  /** Every client that has ever connected, by GUID: the vendor's server lists them too. */
  known: Map<string, Client>;
  generate(event: EventInput): string;
  onCall(from: string, to: string): void;
  onTransfer(callID: string, to: string): void;
  log(line: string): void;
}

const accepted = 0;
const broken = 2;

/** @returns the response's XML */
export function answer(xml: string, state: ServerState): string {
  const request = readRequest(xml);
  if (!request) return encodeResponse(broken, state.lastRequestId);
  state.lastRequestId = request.requestId;
  const handle = methods[request.method];
  return handle ? handle(request, state) : encodeResponse(broken, request.requestId);
}

function readRequest(xml: string): WireRequest | null {
  try {
    const [message] = parseMessages(xml);
    return message?.kind === "request" && message.request.method ? message.request : null;
  } catch {
    return null;
  }
}

type Method = (request: WireRequest, state: ServerState) => string;

/** Fields without which the vendor's server takes no `Generate`, by the event's type. */
const neededBy: Record<string, readonly string[]> = {
  1: ["From"],
  2: ["From", "To"],
  4: ["From", "To"],
  8: ["From", "To"],
  16: ["From", "To"],
  32: ["From", "To"],
  128: ["From", "To"],
  256: ["From", "To"],
};

const methods: Record<string, Method> = {
  GetVersion: ({ requestId }) =>
    encodeResponse(accepted, requestId, `<Version>${serverVersion}</Version>`),

  GetServerId: ({ requestId }) =>
    encodeResponse(accepted, requestId, `<ServerId ServerId=""></ServerId>`),

  GetClients: ({ requestId }, { clients, known }) =>
    encodeResponse(
      accepted,
      requestId,
      [...known.values()]
        .map((client, id) => clientRow(client, id, clients.includes(client)))
        .join(""),
    ),

  Simulation: ({ requestId, data }) => encodeResponse(data.Mode ? accepted : broken, requestId),

  License({ requestId, data }, { licences }) {
    const { System: system = "1", Clients: count = "0", Type: type = "" } = data;
    const change = (system === "0" ? -1 : 1) * (Number(count) || 0);
    licences.set(type, Math.max(0, (licences.get(type) ?? 0) + change));
    return encodeResponse(accepted, requestId);
  },

  Call({ requestId, data }, state) {
    const { From: from = "", To: to = "" } = data;
    if (!from || !to) return encodeResponse(broken, requestId);
    state.log(`Call event from CRM: src = ${from}, dst = ${to}`);
    if (state.refusal !== null) return refused(requestId, state.refusal);
    state.onCall(from, to);
    return encodeResponse(accepted, requestId);
  },

  Transfer({ requestId, data }, state) {
    const { CallID: callId = "", To: to = "" } = data;
    if (!callId || !to) return encodeResponse(broken, requestId);
    state.log(`Transfer Event: callID = ${callId}, to = ${to}`);
    if (state.refusal !== null) return refused(requestId, state.refusal);
    state.onTransfer(callId, to);
    return encodeResponse(accepted, requestId);
  },

  Generate({ requestId, data }, state) {
    const type = data.Event ?? "";
    const needed = neededBy[type];
    if (!needed?.every((name) => data[name])) return encodeResponse(broken, requestId);
    if (state.refusal !== null) return refused(requestId, state.refusal);
    const event: EventInput = {
      type,
      from: data.From,
      to: data.To,
      callID: data.CallID,
      line: data.Line,
      start: data.Start,
      end: data.End,
      duration: data.Duration,
      record: data.Record,
      direction: data.Direction === "1" ? "1" : "0",
      smstext: data.Smstext,
      result: data.Result,
    };
    // ClientGUID is sent, but was not seen to make a difference.
    state.generate(event);
    return encodeResponse(accepted, requestId);
  },
};

function refused(requestId: string, words: string): string {
  return encodeResponse(1, requestId, "", words);
}

function clientRow(client: Client, id: number, connected: boolean): string {
  return (
    `<Client id="${id}" ip="${client.ip}" type="${escapeXml(client.type)}" ` +
    `GUID="${escapeXml(client.guid)}" Connected="${connected ? 1 : 0}" PhoneNumber="${escapeXml(client.extension)}"/>`
  );
}
