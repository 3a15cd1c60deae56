/**
 * A PBX that speaks the hook's words: it posts signed events, takes calls by HTTP and lists its history page
 * by page. It refuses what a careful PBX refuses: a wrong secret, an unknown extension, what is no number.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { answerRecording } from "../kit/simulated-recording";
import { createSimulatorServer, readBody, sendJson } from "../kit/simulator-server";
import type { Simulator, SimulatorOptions } from "../simulator";
import { createCalls, type Calls } from "./simulator-calls";
import { createHookSender, type HookSender } from "./simulator-hooks";
import { scenarios } from "./simulator-scenarios";
import { isHookToken, newHookToken } from "./token";

const account = z.object({
  token: z.string().optional(),
  apiSecret: z.string().default("secret-of-the-simulated-pbx"),
});
const order = z.object({ number: z.string().regex(/^\+?\d{2,15}$/), extension: z.string() });
const pageSize = 20;

export interface GenericSimulator extends Simulator {
  url: string;
  token: string;
  hooks: HookSender;
  calls: Calls;
  /** Orders for calls that were accepted. */
  orders: z.infer<typeof order>[];
  /** The receiver's address, once it is known. */
  sendHooksTo(url: string): void;
  /** From now on requests are taken and not answered. */
  holdCommands(): void;
  heldCommands(): number;
  /** Cuts every connection, and with it the requests that are held. */
  dropClients(): void;
}

/** Numbers without a subscriber: the city has no exchange with this prefix. */
const nobody = Array.from({ length: 10 }, (_, index) => `+38044000020${index}`);

export async function startSimulator(options: SimulatorOptions): Promise<GenericSimulator> {
  const { extensions = ["101", "102", "103"], host = "127.0.0.1", script = false } = options;
  const { log = () => undefined, callers = nobody } = options;
  const given = account.parse(options.settings ?? {});
  const token = given.token && isHookToken(given.token) ? given.token : newHookToken();
  const authorization = `Bearer ${given.apiSecret}`;
  const server = createSimulatorServer(respond);
  const { signal } = server;
  let hookUrl = options.hookUrl;
  let away = false;
  let refusal: string | null = null;
  let holding = false;
  let held = 0;
  const orders: GenericSimulator["orders"] = [];
  const hooks = createHookSender({
    token,
    url: () => (away ? undefined : hookUrl),
    signal,
    log,
  });
  const calls = createCalls({ hooks, signal });

  async function placeCall(request: IncomingMessage): Promise<[status: number, answer: object]> {
    const taken = order.safeParse(JSON.parse(await readBody(request)));
    if (!taken.success) return [400, { error: "number must be digits" }];
    const { number, extension } = taken.data;
    if (!extensions.includes(extension)) return [404, { error: `No extension ${extension}` }];
    orders.push(taken.data);
    const id = calls.newId();
    if (script) {
      const played = { client: number, extensions: [extension], answeredBy: extension };
      void calls.play({ direction: "outgoing", ...played }, id);
    }
    return [202, { call: id }];
  }

  function listHistory(url: URL): [status: number, answer: object] {
    const [from = "", to = ""] = ["from", "to"].map((name) => url.searchParams.get(name) ?? "");
    const at = Number(url.searchParams.get("at") ?? 0);
    const all = calls.between(from, to);
    const next = new URLSearchParams({ from, to, at: String(at + pageSize) });
    return [
      200,
      {
        events: all.slice(at, at + pageSize),
        next: at + pageSize < all.length ? `?${next.toString()}` : null,
      },
    ];
  }

  async function answer(request: IncomingMessage): Promise<[status: number, answer: object]> {
    const url = new URL(request.url ?? "/", "http://pbx.invalid");
    if (url.pathname === "/") return [200, { pbx: "simulated" }];
    if (request.headers.authorization !== authorization) {
      return [401, { error: "The secret is wrong" }];
    }
    if (refusal !== null) return [409, { error: refusal }];
    if (url.pathname === "/calls" && request.method === "POST") return placeCall(request);
    if (url.pathname === "/calls" && request.method === "GET") return listHistory(url);
    return [404, { error: "There is nothing here" }];
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (away) return void request.socket.destroy();
    if (request.url?.startsWith("/recordings/")) return answerRecording(request, response);
    if (holding) return void (held += 1);
    const [status, body] = await answer(request);
    log(`${request.method} ${request.url} -> ${status} ${JSON.stringify(body).slice(0, 200)}`);
    sendJson(response, status, body);
  }

  const port = await server.listen(options.port, host);
  const url = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/`;

  return {
    url,
    token,
    hooks,
    calls,
    orders,
    settings: {
      token,
      callUrl: `${url}calls`,
      callBody: '{"number": "{number}", "extension": "{extension}"}',
      headers: "Authorization: Bearer {secret}",
      apiSecret: given.apiSecret,
      historyUrl: `${url}calls?from={from}&to={to}`,
      recordingsUrl: `${url}recordings/{recording}`,
    },
    sendHooksTo: (address) => void (hookUrl = address),
    ring({ extension, from }) {
      const call = { client: from, extensions: [extension], answeredBy: extension };
      void calls.play({ direction: "incoming", ...call, rings: 4_000 });
    },
    play: (scenario) => {
      const goAway = (now: boolean) => void (away = now);
      const stage = { calls, extensions, callers, signal, goAway };
      scenarios[scenario](stage).catch((error: unknown) => {
        if (!signal.aborted) log(`${scenario}: ${String(error)}`);
      });
    },
    refuseCommands: (words) => void (refusal = words),
    holdCommands: () => void (holding = true),
    heldCommands: () => held,
    dropClients: server.dropConnections,
    close: server.close,
  };
}
