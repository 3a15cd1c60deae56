/**
 * A server that speaks the provider's side, after the vendor's test server v1.1.2 as it was observed:
 * for the demo, tests, and administrators who set up a connection. Its log lines are the vendor's own.
 */
import type { IncomingMessage } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { answerRecording } from "../kit/simulated-recording";
import { createSimulatorServer } from "../kit/simulator-server";
import type { Simulator, SimulatorOptions } from "../simulator";
import { answer, type Client, type ServerState } from "./simulator-answers";
import { namesItself, readClient, refusalOf } from "./simulator-clients";
import { newCallId, withDefaults, type EventInput } from "./simulator-events";
import { createPlayedCalls, playIncoming, playOutgoing, playScenario } from "./simulator-scenarios";
import { decodeFrame, encodeEvent, encodeFrame, type EventAttributes, type Framing } from "./wire";

export interface ProstieZvonkiOptions extends Partial<SimulatorOptions> {
  /** 0 takes a free one. @default 10150 */
  port?: number;
  /** @default "127.0.0.1" */
  host?: string;
  /** @default `settings.password`, or "" */
  password?: string;
  /** Makes it a wss:// server with plain framing. */
  tls?: { key: string; cert: string };
  /** Closes every connection right after the handshake with this code, to see how clients take it. */
  closeWith?: number;
  /** Called for every event sent to a client, live or from history. */
  onSent?(event: EventInput): void;
  /** A client was admitted, another one of its GUID took its place (4009), or its link is gone. */
  onLink?(what: "opened" | "replaced" | "closed", guid: string): void;
}

export interface ProstieZvonkiSimulator extends Simulator {
  port: number;
  /** The address for a connection's settings. */
  url: string;
  /** Sends an event to the clients entitled to it. @returns its callID */
  generate(event: EventInput): string;
  /** A whole incoming call: rings, is answered, ends. */
  ring(call: { from: string; extension: string; line?: string }): string;
  /** Requests are taken and not answered from now on. */
  holdCommands(): void;
  /** How many requests were not answered for that. */
  heldCommands(): number;
  /** Sends any bytes to every client, as a broken server would. */
  sendRaw(data: string | Buffer): void;
  /** Cuts all links without a word. */
  dropClients(): void;
  clientCount(): number;
}

const pingEvery = 30_000;
/** Ended calls and SMS statuses are kept until every client has received them. */
const kept = new Set(["4", "256"]);
const longestHistory = 10_000;

export async function startSimulator(
  options: ProstieZvonkiOptions = {},
): Promise<ProstieZvonkiSimulator> {
  const framing: Framing = options.tls ? "plain" : "base64";
  const password = options.password ?? String(options.settings?.password ?? "");
  const extensions = options.extensions ?? ["101", "102", "103"];
  const clients: Client[] = [];
  const history: { event: EventInput; toldTo: Set<string> }[] = [];
  let held: number | null = null;
  let cut = false;
  const played = createPlayedCalls();
  const log = (line: string) => options.log?.(line);
  const send = (client: Client, xml: string) => client.socket.send(encodeFrame(xml, framing));

  const sendEvent = (client: Client, event: EventInput & EventAttributes) => {
    send(client, encodeEvent(event));
    options.onSent?.(event);
  };

  function entitled(client: Client, event: EventInput): boolean {
    // Who has said goodbye is sent nothing more: its history waits for it.
    if (client.socket.readyState !== client.socket.OPEN) return false;
    if (client.mask !== 0) return (client.mask & Number(event.type)) !== 0;
    if (event.type === "1") return true;
    return client.extension !== "" && extensionOf(event) === client.extension;
  }

  function generate(event: EventInput): string {
    const whole = withDefaults(event);
    const entry = { event: whole, toldTo: new Set<string>() };
    for (const client of clients.filter((other) => entitled(other, whole))) {
      entry.toldTo.add(client.guid);
      sendEvent(client, whole);
    }
    if (kept.has(whole.type)) history.push(entry);
    if (history.length > longestHistory) history.shift();
    return whole.callID ?? "";
  }

  /** The played calls that were answered have a recording. */
  function generatePlayed(told: EventInput): string {
    const event = played.told(told);
    const talked = event.type === "4" && Number(event.duration ?? 0) > 0;
    const record = `${url.replace(/^ws/, "http")}/records/${event.callID ?? ""}.wav`;
    return generate(talked ? { ...event, record } : event);
  }

  /** A client that connects receives, once, the history it is entitled to and has not received by its GUID. */
  function replayMissed(client: Client): void {
    const missed = history.filter(
      ({ event, toldTo }) => entitled(client, event) && !toldTo.has(client.guid),
    );
    for (const [index, { event, toldTo }] of missed.entries()) {
      toldTo.add(client.guid);
      const last = index === missed.length - 1 ? { missedFinal: "1" } : {};
      sendEvent(client, withDefaults({ ...event, missed: "1", ...last }));
    }
  }

  const server = createSimulatorServer((request, response) => {
    if (request.url?.startsWith("/records/")) return answerRecording(request, response);
    response.writeHead(426).end();
  }, options.tls);
  const { http, later } = server;
  const state: ServerState = {
    lastRequestId: "0",
    licences: new Map(),
    refusal: null,
    clients,
    known: new Map(),
    generate,
    log,
    onCall: (from, to) => {
      if (options.script) playOutgoing({ from, to }, generatePlayed, later);
    },
    onTransfer: (callID, to) => {
      if (options.script) played.transfer({ callID, to }, generatePlayed, later);
    },
  };

  function admit(socket: WebSocket, request: IncomingMessage): void {
    // First of all: what a refused client sends after its refusal must not end the program.
    socket.on("error", () => undefined);
    takeUnmasked(socket);
    const client = readClient(socket, request);
    const refusal = refusalOf(request, client, password, state, options.closeWith);
    if (refusal) return socket.close(refusal.code, refusal.reason);
    const twin = clients.find((other) => other.guid === client.guid && client.guid !== "");
    if (twin) {
      leave(twin, 4009, "User with the same GUID is connected");
      options.onLink?.("replaced", twin.guid);
    }
    clients.push(client);
    options.onLink?.("opened", client.guid);
    state.known.set(client.guid, client);
    const pings = setInterval(() => socket.ping("server ping string"), pingEvery);
    socket.on("close", () => {
      clearInterval(pings);
      const index = clients.indexOf(client);
      if (index === -1) return;
      clients.splice(index, 1);
      options.onLink?.("closed", client.guid);
    });
    socket.on("message", (data: Buffer) => {
      const text = readable(data, framing);
      if (text !== null && held !== null) held += 1;
      else if (text !== null) send(client, answer(text, state));
    });
    replayMissed(client);
  }

  function leave(client: Client, code: number, reason: string): void {
    clients.splice(clients.indexOf(client), 1);
    client.socket.close(code, reason);
  }

  http.on("connection", (socket) => {
    if (cut) socket.destroy();
  });
  const sockets = new WebSocketServer({
    server: http,
    perMessageDeflate: false,
    verifyClient: ({ req }, answer) => answer(namesItself(req), 403),
  });
  sockets.on("connection", admit);
  const port = await server.listen(options.port ?? 10150, options.host);
  const url = `${options.tls ? "wss" : "ws"}://127.0.0.1:${port}`;
  const dropClients = () => [...clients].forEach(({ socket }) => socket.terminate());
  const office = {
    extensions,
    callers: options.callers,
    generate: generatePlayed,
    later,
    cutNetwork: (away: boolean) => {
      cut = away;
      if (away) dropClients();
    },
  };

  return {
    port,
    url,
    settings: { url, password },
    generate,
    play: (scenario) => playScenario(scenario, office),
    ring: ({ from, extension, line }) =>
      playIncoming({ from, extension, line, callID: newCallId() }, generatePlayed, later),
    refuseCommands: (words) => (state.refusal = words),
    holdCommands: () => (held = 0),
    heldCommands: () => held ?? 0,
    sendRaw: (data) => clients.forEach(({ socket }) => socket.send(data)),
    dropClients,
    clientCount: () => clients.length,
    async close() {
      dropClients();
      sockets.close();
      await server.close();
    },
  };
}

/**
 * The vendor's server takes frames that are not masked, and its PHP SDK sends such. `ws` has no option for
 * it: the receiver is told that it reads a server's frames, which are not masked, or a client's, which are.
 */
function takeUnmasked(socket: WebSocket): void {
  const receiver = (socket as unknown as { _receiver?: { _isServer: boolean } })._receiver;
  if (!receiver) return;
  const read = receiver as unknown as { getInfo(done: unknown): unknown; _buffers: Buffer[] };
  const getInfo = read.getInfo.bind(receiver);
  read.getInfo = (done) => {
    receiver._isServer = isMasked(read._buffers);
    return getInfo(done);
  };
}

/** The first bit of a frame's second byte. */
function isMasked(buffers: readonly Buffer[]): boolean {
  const [first, second] = buffers;
  const byte = first && first.length > 1 ? first[1] : second?.[0];
  return byte === undefined || (byte & 0x80) !== 0;
}

/** The extension concerned: the caller of an outgoing call or message, else the called party. */
function extensionOf(event: EventInput): string | undefined {
  const outgoing = event.type === "4" ? event.direction === "1" : Number(event.type) & 0b110011000;
  return outgoing ? event.from : event.to;
}

/** @returns null for text outside the framing, which is not answered */
function readable(data: Buffer, framing: Framing): string | null {
  try {
    return decodeFrame(data, framing);
  } catch {
    return null;
  }
}
