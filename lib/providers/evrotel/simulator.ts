/**
 * Evrotel's side: an HTTP server that takes commands and reports calls, after the vendor's document
 * and what public clients rely on. For tests, the demo, and administrators who set up a connection.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { answerRecording } from "../kit/simulated-recording";
import { createSimulatorServer, readBody } from "../kit/simulator-server";
import type { Simulator, SimulatorOptions } from "../simulator";
import { createCalls, type ReportRow } from "./simulator-calls";
import { commands, type Exchange } from "./simulator-commands";
import { createHookSender } from "./simulator-hooks";
import { scenarios } from "./simulator-scenarios";

const account = z.object({
  token: z.string().default("G7bng65jYk8GF294"),
  billcode: z.string().default("20558"),
  timeZone: z.string().default("Europe/Kyiv"),
  routing: z.string().default("rand"),
});

export interface EvrotelSimulator extends Simulator {
  url: string;
  token: string;
  hooks: ReturnType<typeof createHookSender>;
  calls: ReturnType<typeof createCalls>;
  exchange: Exchange;
  /** Every command received, with the fields read from it. */
  received: {
    path: string;
    fields: Record<string, unknown>;
    headers: IncomingMessage["headers"];
  }[];
  /** The receiver's address, once it is known. */
  sendHooksTo(url: string): void;
  addRow(row: ReportRow, auto?: boolean): void;
  /** From now on requests are taken and not answered. */
  holdCommands(): void;
  heldCommands(): number;
  /** Cuts every connection, and with it the requests that are held. */
  dropClients(): void;
}

/** Numbers without a subscriber: the city has no exchange with this prefix. */
const nobody = Array.from(
  { length: 10 },
  (_, index) => `04400002${String(index).padStart(2, "0")}`,
);
const largestCommand = 1024 * 1024;

export async function startSimulator(options: SimulatorOptions): Promise<EvrotelSimulator> {
  const { extensions = ["101", "102", "103"], host = "127.0.0.1", script = false } = options;
  const { log = () => undefined, callers = nobody } = options;
  const { token, billcode, timeZone, routing } = account.parse(options.settings ?? {});
  const server = createSimulatorServer(respond);
  const { signal } = server;
  let hookUrl = options.hookUrl;
  let refusal: string | null = null;
  let holding = false;
  let held = 0;
  const received: EvrotelSimulator["received"] = [];
  const hooks = createHookSender({ token, url: () => hookUrl, signal, log });
  const calls = createCalls({ billcode, timeZone, hooks, signal });
  const exchange: Exchange = {
    billcode,
    extensions,
    calls,
    script,
    signal,
    sounds: new Set(),
    dialResults: new Map(),
    campaignNumbers: [],
  };

  async function answer(request: IncomingMessage): Promise<[status: number, text: string] | null> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://evrotel.invalid");
    const report = /^\/statusers\/stat_(\d+)(_auto)?\.php$/.exec(pathname);
    if (report) {
      if (refusal !== null) return [200, refusal];
      if (report[1] !== billcode || searchParams.get("billcode") !== billcode) return [404, "bad"];
      const rows = calls.report(searchParams.get("start") ?? "", report[2] !== undefined);
      return [200, JSON.stringify({ calls: rows })];
    }
    const command = commands[pathname];
    if (!command) return [pathname === "/" ? 200 : 404, "Evrotel API"];
    if (request.method !== "POST") return [405, "bad"];
    const fields = readFields(await readBody(request, largestCommand));
    received.push({ path: pathname, fields, headers: request.headers });
    const { authorization } = request.headers;
    if (authorization !== token && authorization !== `Bearer ${token}`)
      return [403, "Access denied"];
    if (holding) return null;
    if (fields.billcode !== billcode) return [200, "bad"];
    return [200, refusal ?? (await command(fields, exchange))];
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith("/recordings/wav/")) return answerRecording(request, response);
    const answered = await answer(request).catch((): [number, string] => [400, "bad"]);
    if (!answered) return void (held += 1);
    const [status, text] = answered;
    log(`${request.method} ${request.url} -> ${status} ${text.slice(0, 200)}`);
    response.writeHead(status, { "content-type": "text/html" }).end(text);
  }

  const port = await server.listen(options.port, host);
  const url = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/`;

  return {
    url,
    token,
    hooks,
    calls,
    exchange,
    received,
    addRow: calls.addRow,
    settings: {
      token,
      billcode,
      timeZone,
      routing,
      baseUrl: url,
      statisticsUrl: url,
      recordingsUrl: `${url}recordings/`,
    },
    sendHooksTo: (address) => void (hookUrl = address),
    ring({ extension, from }) {
      void calls.play({ direction: "i", numberA: from, numberB: extension });
    },
    play: (scenario) => {
      scenarios[scenario]({ calls, extensions, callers, signal }).catch((error: unknown) => {
        if (!signal.aborted) log(`${scenario}: ${String(error)}`);
      });
    },
    refuseCommands: (words) => void (refusal = words === null ? null : `bad ${words}`.trim()),
    holdCommands: () => void (holding = true),
    heldCommands: () => held,
    dropClients: server.dropConnections,
    close: server.close,
  };
}

/** JSON as the document has it, or a form as public clients send. */
function readFields(body: string): Record<string, unknown> {
  if (!body.trimStart().startsWith("{")) return Object.fromEntries(new URLSearchParams(body));
  return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
}
