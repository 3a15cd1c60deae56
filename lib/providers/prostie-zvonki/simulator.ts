/**
 * A server that speaks the provider's side, after the vendor's test server v1.1.2 as it was observed:
 * for the demo, for tests, for whoever sets up a connection. Its log lines are the vendor's own.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { answer, type Client, type ServerState } from "./simulator-answers";
import { newCallId, withDefaults, type EventInput } from "./simulator-events";
import { playIncoming, playOutgoing } from "./simulator-scenarios";
import { decodeFrame, encodeEvent, encodeFrame, type Framing } from "./wire";

export interface SimulatorOptions {
  /** 0 takes a free one. @default 10150 */
  port?: number;
  /** @default "0.0.0.0" */
  host?: string;
  /** @default "" */
  password?: string;
  /** Makes it a wss:// server with plain framing. */
  tls?: { key: string; cert: string };
  /** Plays a believable call after each `Call`. @default false */
  script?: boolean;
  /** Closes every connection right after the handshake with this code, to see how clients take it. */
  closeWith?: number;
  log?(line: string): void;
}

export interface Simulator {
  port: number;
  /** The address for a connection's settings. */
  url: string;
  /** Sends an event to whoever is entitled to it. @returns its callID */
  generate(event: EventInput): string;
  /** A whole incoming call: rings, is answered, ends. */
  ring(call: { from: string; extension: string; line?: string }): string;
  /** From now on `Call` is refused in these words; null accepts again. */
  refuseCalls(words: string | null): void;
  /** Sends any bytes to every client, as a broken server would. */
  sendRaw(data: string | Buffer): void;
  /** Cuts all links without a word. */
  dropClients(): void;
  clientCount(): number;
  close(): Promise<void>;
}

const pingEvery = 30_000;
/** Ended calls and SMS statuses: nobody may miss them. */
const kept = new Set(["4", "256"]);
const longestHistory = 10_000;

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const framing: Framing = options.tls ? "plain" : "base64";
  const password = options.password ?? "";
  const clients: Client[] = [];
  const history: { event: EventInput; toldTo: Set<string> }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const log = (line: string) => options.log?.(line);
  const send = (client: Client, xml: string) => client.socket.send(encodeFrame(xml, framing));

  function entitled(client: Client, event: EventInput): boolean {
    if ((client.mask & Number(event.type)) !== 0) return true;
    if (!client.extension) return false;
    return event.type === "1" || extensionOf(event) === client.extension;
  }

  function generate(event: EventInput): string {
    const whole = withDefaults(event);
    const entry = { event: whole, toldTo: new Set<string>() };
    for (const client of clients.filter((one) => entitled(one, whole))) {
      entry.toldTo.add(client.guid);
      send(client, encodeEvent(whole));
    }
    if (kept.has(whole.type)) history.push(entry);
    if (history.length > longestHistory) history.shift();
    return whole.callID ?? "";
  }

  /** Whoever comes is told, once, all the history it may hear and has not heard under its name. */
  function replayMissed(client: Client): void {
    const mine = history.filter(
      ({ event, toldTo }) => entitled(client, event) && !toldTo.has(client.guid),
    );
    for (const [index, { event, toldTo }] of mine.entries()) {
      toldTo.add(client.guid);
      const last = index === mine.length - 1 ? { missedFinal: "1" } : {};
      send(client, encodeEvent(withDefaults({ ...event, missed: "1", ...last })));
    }
  }

  const later = (ms: number, run: () => void) => {
    const timer = setTimeout(() => (timers.delete(timer), run()), ms);
    timers.add(timer);
  };
  const state: ServerState = {
    lastRequestId: "0",
    licences: new Map(),
    refusal: null,
    clients,
    known: new Map(),
    generate,
    log,
    onCall: (from, to) => {
      if (options.script) playOutgoing({ from, to }, generate, later);
    },
  };

  function admit(socket: WebSocket, request: IncomingMessage): void {
    const client = readClient(socket, request);
    const refusal = refusalOf(request, client, password, state, options.closeWith);
    if (refusal) return socket.close(refusal.code, refusal.reason);
    const twin = clients.find((one) => one.guid === client.guid && client.guid !== "");
    if (twin) leave(twin, 4009, "User with the same GUID is connected");
    clients.push(client);
    state.known.set(client.guid, client);
    const pings = setInterval(() => socket.ping("server ping string"), pingEvery);
    socket.on("close", () => {
      clearInterval(pings);
      const index = clients.indexOf(client);
      if (index !== -1) clients.splice(index, 1);
    });
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer) => {
      const text = readable(data, framing);
      if (text !== null) send(client, answer(text, state));
    });
    replayMissed(client);
  }

  function leave(client: Client, code: number, reason: string): void {
    clients.splice(clients.indexOf(client), 1);
    client.socket.close(code, reason);
  }

  const http: Server = options.tls ? createTlsServer(options.tls) : createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  server.on("connection", admit);
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(options.port ?? 10150, options.host ?? "0.0.0.0", resolve);
  });
  const { port } = http.address() as AddressInfo;

  return {
    port,
    url: `${options.tls ? "wss" : "ws"}://127.0.0.1:${port}`,
    generate,
    ring: ({ from, extension, line }) =>
      playIncoming({ from, extension, line, callID: newCallId() }, generate, later),
    refuseCalls: (words) => (state.refusal = words),
    sendRaw: (data) => clients.forEach(({ socket }) => socket.send(data)),
    dropClients: () => [...clients].forEach(({ socket }) => socket.terminate()),
    clientCount: () => clients.length,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      for (const client of [...clients]) client.socket.terminate();
      server.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Whose event it is: the caller's of an outgoing call or message, else the called one's. */
function extensionOf(event: EventInput): string | undefined {
  const outgoing = event.type === "4" ? event.direction === "1" : Number(event.type) & 0b110011000;
  return outgoing ? event.from : event.to;
}

/**
 * What a client says of itself: the SDK in the query, the vendor's own programs in headers. The SDK
 * sends base64 unescaped, so a plus sign means itself.
 */
function told(request: IncomingMessage, parameter: string, header: string): string {
  const query = new URLSearchParams((request.url?.split("?")[1] ?? "").replaceAll("+", "%2B"));
  const value = query.get(parameter) ?? request.headers[header.toLowerCase()];
  return typeof value === "string" ? value : "";
}

function readClient(socket: WebSocket, request: IncomingMessage): Client {
  return {
    socket,
    ip: request.socket.remoteAddress?.replace("::ffff:", "") ?? "",
    guid: told(request, "GID", "ClientGUID"),
    type: told(request, "CT", "ClientType"),
    extension: told(request, "PhoneNumber", "PhoneNumber"),
    mask: Number(told(request, "BroadcastEventsMask", "BroadcastEventsMask")) || 0,
  };
}

/** Refusals come after the handshake, as the vendor's server does it. */
function refusalOf(
  request: IncomingMessage,
  client: Client,
  password: string,
  state: ServerState,
  closeWith: number | undefined,
): { code: number; reason: string } | null {
  if (closeWith) return { code: closeWith, reason: "" };
  const given = Buffer.from(told(request, "CID", "ClientID"), "base64").toString("utf8");
  if (given !== password) return { code: 4008, reason: "Invalid password" };
  const allowed = state.licences.get(client.type);
  if (allowed === undefined) return null;
  const present = state.clients.filter((one) => one.type === client.type).length;
  if (allowed === 0) {
    return { code: 4006, reason: "License key doesn't have permission for this CRM" };
  }
  if (present < allowed) return null;
  const reason = `The maximum number of users for this CRM(${client.type}) is exceeded`;
  return { code: 4007, reason };
}

/** What is not in the framing is not answered at all. */
function readable(data: Buffer, framing: Framing): string | null {
  try {
    return decodeFrame(data, framing);
  } catch {
    return null;
  }
}
