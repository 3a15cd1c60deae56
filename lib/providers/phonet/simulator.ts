/**
 * A server that speaks the provider's side: subscriptions and REST on one port. Written after the
 * vendor's document and a public client of the REST side; no vendor's server was at hand. Assumed:
 * a wrong key is answered 401 and an unknown subscriber 404 at the handshake, a wrong domain or key
 * 403 and a missing session 401 by REST, a limit above 50 by 400, a bad command on the socket by an
 * error event; a group's events go to everybody in it.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { answerRecording } from "../kit/simulated-recording";
import { parseJson } from "../kit/read-as";
import { createSimulatorServer } from "../kit/simulator-server";
import type { Simulator, SimulatorOptions } from "../simulator";
import { createCalls, newUuid, type CallStart, type Company } from "./simulator-calls";
import { answerRest, type RestState } from "./simulator-rest";
import { playIncoming, playOutgoing, scenarios, type Stage } from "./simulator-scenarios";
import type { JsonObject } from "./wire";

export interface PhonetSimulator extends Simulator {
  port: number;
  /** Single steps of calls, where a whole one is too much. */
  calls: ReturnType<typeof createCalls>;
  /** The extension of a group everybody is in. */
  group: string;
  /** Sends an event to these people's sockets, or any bytes to all of them. */
  send(extensions: readonly string[], message: object): void;
  sendRaw(data: string | Buffer): void;
  /** Cuts the links of one person, or of all, and then the commands that are held as well. */
  dropClients(extension?: string): void;
  clientCount(extension?: string): number;
  /** Without the right, `makeCall` is refused, and calls go by the socket. */
  forbidCalls(forbidden: boolean): void;
  /** From now on commands are taken and not answered; `dropClients` cuts them. */
  holdCommands(): void;
  heldCommands(): number;
  /** Resumes answering commands. */
  answerCommands(): void;
  /** Forgets who has signed in, as after a restart. */
  endSessions(): void;
  /** How many times clients have signed in. */
  signIns(): number;
  /** While false, every handshake is cut, as behind a broken network. */
  letIn(open: boolean): void;
}

interface Client {
  socket: WebSocket;
  subscriber: string;
}

/** Default callers. */
const callers = ["380671112233", "380501112244", "380931112255", "380661112266", "380991112277"];
/** Names in the CRM attached to the PBX, by number. */
const known: Record<string, string> = { "380671112233": "Галина Шевченко" };

export async function startSimulator(options: SimulatorOptions): Promise<PhonetSimulator> {
  const host = options.host ?? "127.0.0.1";
  const extensions = options.extensions ?? ["101", "102", "103"];
  const { domain = "office.phonet.example", apiKey = "simulated-api-key" } = (options.settings ??
    {}) as { domain?: string; apiKey?: string };
  const company = companyOf(extensions);
  const clients: Client[] = [];
  const log = (line: string) => options.log?.(line);
  let open = true;
  let signIns = 0;

  const to = (wanted: readonly string[]) =>
    clients.filter(({ subscriber }) => wanted.includes(subscriber));
  const send = (wanted: readonly string[], message: object) => {
    const text = JSON.stringify(message);
    for (const { socket } of to([...wanted, ...wanted.map(emailOf)])) socket.send(text);
  };
  const calls = createCalls(company, send);
  const server = createSimulatorServer((request, response) => {
    if (!open) return void request.socket.destroy();
    if (request.url?.startsWith("/records/")) return answerRecording(request, response);
    return answerRest(request, response, state);
  });
  const { later } = server;
  const drop = (extension?: string) => {
    const gone = extension === undefined ? [...clients] : to([extension]);
    for (const { socket } of gone) socket.terminate();
    if (extension === undefined) for (const cut of state.held ?? []) cut();
  };
  const stage: Stage = {
    calls,
    extensions,
    group: company.groups[0]!.ext!,
    callers: options.callers ?? callers,
    later,
    breakNetwork(ms) {
      open = false;
      drop();
      later(ms, () => (open = true));
    },
  };
  const sessions = new Set<string>();
  const add = sessions.add.bind(sessions);
  sessions.add = (session) => ((signIns += 1), add(session));
  const state: RestState = {
    domain,
    apiKey,
    calls,
    people: () => company.users.map((user) => ({ ...user, email: emailOf(user.ext!) })),
    sessions,
    refusal: null,
    callsForbidden: false,
    held: null,
    onCall: (extension, number, uuid) => {
      if (options.script) playOutgoing(stage, extension, number, uuid);
    },
    log,
  };

  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

  server.http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => undefined);
    const url = new URL(request.url ?? "/", "http://pbx");
    const subscriber = url.searchParams.get("subscriber") ?? "";
    const status = open ? refusalOf(url, subscriber, state) : null;
    if (!open) return socket.destroy();
    if (status) return socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (client) => admit({ socket: client, subscriber }));
  });

  function admit(client: Client): void {
    clients.push(client);
    client.socket.on("close", () => clients.splice(clients.indexOf(client), 1));
    client.socket.on("error", () => undefined);
    client.socket.on("message", (data: Buffer) => {
      const answer = command(client, data.toString("utf8"));
      if (answer) client.socket.send(JSON.stringify(answer));
    });
  }

  /** `{"action":"call","to":"380991234567"}` @returns null when it is not answered */
  function command({ subscriber, socket }: Client, text: string): object | null {
    const { action, to: number } = (parseJson(text) ?? {}) as JsonObject;
    if (state.held) return (state.held.add(() => socket.terminate()), null);
    if (action !== "call") return { event: "error", message: "Unknown action" };
    if (state.refusal !== null) return { event: "error", message: state.refusal };
    if (typeof number !== "string" || !/^[\d*#]+$/.test(number)) {
      return { event: "error", message: "Wrong number" };
    }
    log(`call ${subscriber} -> ${number}`);
    state.onCall(subscriber, number, newUuid());
    return { event: "success" };
  }

  const port = await server.listen(options.port, host);
  company.recordingsUrl = `http://127.0.0.1:${port}/records/`;

  return {
    port,
    calls,
    group: stage.group,
    settings: { domain, apiKey, baseUrl: `http://127.0.0.1:${port}` },
    ring: (call: CallStart) => playIncoming(stage, call),
    play: (scenario) => scenarios[scenario](stage),
    send,
    sendRaw: (data) => clients.forEach(({ socket }) => socket.send(data)),
    dropClients: drop,
    clientCount: (extension) => (extension === undefined ? clients : to([extension])).length,
    refuseCommands: (words) => (state.refusal = words),
    forbidCalls: (forbidden) => (state.callsForbidden = forbidden),
    holdCommands: () => (state.held = new Set()),
    heldCommands: () => state.held?.size ?? 0,
    answerCommands: () => (state.held = null),
    endSessions: () => sessions.clear(),
    signIns: () => signIns,
    letIn: (allowed) => (open = allowed),
    async close() {
      drop();
      sockets.close();
      await server.close();
    },
  };
}

function refusalOf(url: URL, subscriber: string, state: RestState): string | null {
  if (url.pathname !== "/live/connector/v3/easy") return "404 Not Found";
  const { domain, apiKey } = Object.fromEntries(url.searchParams);
  if (domain !== state.domain || apiKey !== state.apiKey) return "401 Unauthorized";
  const people = state.people().flatMap(({ ext, email }) => [ext, email]);
  return people.includes(subscriber) ? null : "404 Not Found";
}

function companyOf(extensions: readonly string[]): Company {
  const users = extensions.map((ext, index) => ({
    id: String(120 + index),
    type: 1 as const,
    displayName: `Person ${ext}`,
    ext,
  }));
  const sales = { id: "12", type: 2 as const, displayName: "Sales", ext: "900" };
  return {
    users,
    groups: [{ ...sales, members: extensions }],
    nameOf: (number) => known[number] ?? null,
    recordingsUrl: "",
  };
}

function emailOf(extension: string): string {
  return `${extension}@office.example`;
}
