/**
 * A server that speaks CallKeeper's side: it takes orders from allowed servers, serves the widget's
 * script, takes its orders, and lists its statistics. It refuses what the vendor's documents say is
 * refused; the words are its own, for the vendor's are not documented.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createSimulatorServer, readBody, sendJson } from "../kit/simulator-server";
import type { Simulator, SimulatorOptions } from "../simulator";
import { createCalls, type NewCall } from "./simulator-calls";
import { playScenario } from "./simulator-scenarios";
import { widgetScript } from "./simulator-widget";

export interface CallKeeperSimulator extends Simulator {
  url: string;
  /** Bodies of accepted orders from servers, and of the widget. */
  orders: URLSearchParams[];
  /** Orders a call. @returns its identifier */
  order(call: NewCall, startedAt?: Date): string;
  /** From now on the statistics list it. @param talkSeconds 0: not answered */
  complete(id: string, talkSeconds?: number): void;
  /** Adds a row to the statistics unchanged. */
  addRow(row: Record<string, string | number>): void;
  /** Whether orders from this server are accepted at all. */
  allowServer(allowed: boolean): void;
  /** ISO 8601 with its offset, as the API returns it. */
  payUntil(paidTill: string): void;
  /** While away, every connection is cut, new ones as well. */
  goAway(away: boolean): void;
  /** Answers every order with this, to try odd answers. Null: as usual. */
  answerWith(
    answer: { status: number; headers?: Record<string, string>; body: string } | null,
  ): void;
  /** Orders from servers are taken and not answered. */
  beSilent(silent: boolean): void;
  /** How many orders wait for their answer. */
  heldOrders(): number;
  /** Cuts every connection; new ones are accepted. */
  dropConnections(): void;
}

export async function startSimulator(options: SimulatorOptions): Promise<CallKeeperSimulator> {
  const { extensions = ["101", "102", "103"] } = options;
  const apiKey = String(options.settings?.apiKey ?? "simulated-key");
  const log = (line: string) => options.log?.(line);
  const calls = createCalls();
  const orders: URLSearchParams[] = [];
  let refusal: string | null = null;
  let allowed = true;
  let away = false;
  let silent = false;
  let held = 0;
  let paidTill = "2099-12-31T23:59:59+03:00";
  let fixed: Parameters<CallKeeperSimulator["answerWith"]>[0] = null;

  function takeOrder(order: URLSearchParams): { status: number; body: string } {
    const client = order.get("client") ?? order.get("tel") ?? "";
    if (refusal) return { status: 200, body: refusal };
    if (client.replace(/\D/g, "").length < 10) {
      return { status: 200, body: "Номер телефона посетителя указан неверно" };
    }
    if (/[^А-Яа-яЁё ]/.test(order.get("partner") ?? "")) {
      return { status: 200, body: "Название партнёра: только русские буквы и пробелы" };
    }
    orders.push(order);
    const [manager, person, title] = ["manager", "person", "title"].map(
      (name) => order.get(name) ?? "",
    );
    const id = calls.start({ client: client.replace(/\D/g, ""), manager, person, title });
    log(`order ${id}: client ${client}`);
    if (options.script) server.later(30_000, () => calls.complete(id));
    return { status: 200, body: id };
  }

  function fromServer(request: IncomingMessage, order: URLSearchParams) {
    if (!allowed) return { status: 403, body: "Обращение с этого сервера не разрешено" };
    if (request.headers.callkeeperheader !== "Allows request") {
      return { status: 403, body: "Запрос отклонён: нет заголовка CallKeeperHeader" };
    }
    return takeOrder(order);
  }

  function statistics(method: string, query: URLSearchParams): { status: number; body: unknown } {
    if (query.get("api_key") !== apiKey) {
      return { status: 403, body: [{ reason: "Неверный ключ API" }] };
    }
    if (refusal) return { status: 403, body: [{ reason: refusal }] };
    if (method === "getUserInfo") {
      return { status: 200, body: [{ name: "Simulated company", paid_till: paidTill }] };
    }
    if (method === "getCallInfo") {
      return { status: 200, body: { result: calls.info(query.get("id_call") ?? "") } };
    }
    const [from, to] = [query.get("date[from]") ?? "", query.get("date[to]") ?? ""];
    if (![from, to].every((date) => /^\d{4}-\d\d-\d\d/.test(date))) {
      return { status: 400, body: [{ reason: "Неверная дата" }] };
    }
    const status = method === "getCallsByStatus" ? query.get("statuses") : null;
    const rows = calls.between(from, to).filter((row) => !status || row.status === status);
    return { status: 200, body: { result: rows } };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (away) return void request.socket.destroy();
    const url = new URL(request.url ?? "/", origin);
    const body = await readBody(request);
    const anyOrigin = { "access-control-allow-origin": "*" };
    const send = (status: number, text: string, type = "text/plain; charset=utf-8") =>
      response.writeHead(status, { "content-type": type, ...anyOrigin }).end(text);
    const name = url.pathname.slice(1);
    if (name === "order") {
      if (silent) {
        held += 1;
        return void request.socket.once("close", () => (held -= 1));
      }
      if (fixed) return void response.writeHead(fixed.status, fixed.headers).end(fixed.body);
      const order = request.method === "GET" ? url.searchParams : new URLSearchParams(body);
      const { status, body: text } = fromServer(request, order);
      return void send(status, text);
    }
    if (name === "widget" && request.method === "POST") {
      const taken = takeOrder(new URLSearchParams(body));
      return void send(/^\d+$/.test(taken.body) ? 200 : 400, taken.body);
    }
    if (name === "widget.js") {
      return void send(200, widgetScript(origin), "text/javascript; charset=utf-8");
    }
    if (/^get(?:UserInfo|CallInfo|CallsCompleted|CallsByStatus)$/.test(name)) {
      const { status, body: rows } = statistics(name, url.searchParams);
      return sendJson(response, status, rows, {
        "content-type": "application/json; charset=utf-8",
        ...anyOrigin,
      });
    }
    send(404, "Not found");
  }

  const server = createSimulatorServer(answer);
  const port = await server.listen(options.port, options.host);
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const goAway = (now: boolean) => {
    away = now;
    server.dropConnections();
  };

  return {
    url: `${origin}/`,
    settings: { host, apiUrl: `${origin}/`, apiKey, widgetScript: `${origin}/widget.js` },
    orders,
    order: (call, startedAt) => calls.start(call, startedAt?.getTime()),
    complete: calls.complete,
    addRow: (row) => calls.rows.push(row),
    ring: ({ extension, from }) =>
      calls.complete(calls.start({ client: from, manager: extension })),
    play: (scenario) => playScenario(scenario, { calls, extensions, later: server.later, goAway }),
    refuseCommands: (words) => (refusal = words),
    allowServer: (now) => (allowed = now),
    payUntil: (date) => (paidTill = date),
    goAway,
    answerWith: (given) => (fixed = given),
    beSilent: (now) => (silent = now),
    heldOrders: () => held,
    dropConnections: server.dropConnections,
    close: server.close,
  };
}
