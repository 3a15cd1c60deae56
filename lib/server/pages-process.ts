/**
 * One of the pages' processes, as the engine sees it: started beside the engine, started anew when it ends, asked by a
 * socket of its own. Whatever pages do, the calls' event loop is not theirs. Which is asked is said by pages.ts.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import { constants, setPriority } from "node:os";
import type { Duplex } from "node:stream";
import { createBirpc, type BirpcReturn } from "birpc";
import { createProxyServer, proxyUpgrade } from "httpxy";
import { actingAs } from "#lib/audit/actor";
import { answered } from "#lib/base/answered";
import { second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { portNamed } from "#lib/base/port";
import { doubling, retry } from "#lib/base/retry";
import type { MetricsReading } from "#lib/metrics/registry";
import {
  packError,
  sharedNow,
  sharedSlots,
  type EngineFunctions,
  type PagesFunctions,
  type PagesStart,
} from "./crossing";
import type { Load } from "./least-loaded";

/** How long the pages may take to end what is under way, in ms; then they are cut off. */
const patience = 3 * second;

/** What it is told when it is started, and whenever it is started anew. */
export interface PagesOptions extends Omit<PagesStart, "shared"> {
  /** The first is 1. */
  number: number;
  /** What to run. */
  program: string;
}

export interface PagesProcess extends Readonly<Load> {
  /** Hands a request over. @param away answers it when the process does not */
  answer(request: IncomingMessage, response: ServerResponse, away: () => void): void;
  /** The same of an upgrade: a page's hot reload in development. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Opens it once the database is ready, and again whenever it has ended. */
  open(): Promise<void>;
  /** Has an import worked on. */
  workOn(importId: string): void;
  /** What it has counted; null when it is away, or has no answer soon. */
  metrics(): Promise<MetricsReading | null>;
  close(): Promise<void>;
}

/** Starts to load its program at once; `open` lets it begin. */
export function startPagesProcess(options: PagesOptions): PagesProcess {
  const { number, program, socketPath, hasChores } = options;
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  // A connection between the processes outlives its request, whatever the client wants of its own: one that the pages
  // close as soon as they have answered may still be written to, and the answer would be lost with it.
  const headers = { connection: "keep-alive" };
  const proxy = createProxyServer({ target: { socketPath }, agent, headers, proxyTimeout: 0 });
  proxy.on("proxyRes", (answer) => Reflect.deleteProperty(answer.headers, "connection"));
  const closing = new AbortController();
  let current = forkPages(program);
  let isOpen = false;
  let isBegun = false;
  let underWay = 0;
  let taken = 0;

  async function openCurrent(): Promise<void> {
    const { child, awake, rpc } = current;
    // What an earlier one that was killed has left.
    if (process.platform !== "win32") rmSync(socketPath, { force: true });
    try {
      await awake;
      await rpc.open({ socketPath, hasChores, shared: sharedNow() });
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
    isOpen = true;
    // What has changed while they opened.
    for (const [slot, value] of sharedNow()) void rpc.share(slot, value);
    child.once("exit", (code, signal) => {
      isOpen = false;
      if (!closing.signal.aborted) void openAnew({ number, code, signal });
    });
  }

  async function openAnew(end: object): Promise<void> {
    log().error(end, "a pages' process has ended: it is started anew");
    await retry(
      () => {
        current = forkPages(program);
        return openCurrent();
      },
      {
        pause: doubling(second / 4, 10 * second),
        onFailure: (err) => log().error({ number, err }, "a pages' process could not be started"),
        signal: closing.signal,
      },
    ).catch(() => undefined);
  }

  function answer(request: IncomingMessage, response: ServerResponse, away: () => void): void {
    if (!isOpen) return away();
    taken += 1;
    underWay += 1;
    response.once("close", () => (underWay -= 1));
    // The pages' door says all of them itself.
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    proxy.web(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      // A body that goes on after the pages have refused it is the sender's doing: no line for each.
      if (request.complete) log().warn({ err: error }, "the pages did not answer");
      if (response.headersSent) response.destroy();
      else away();
    });
  }

  const unwatch = sharedSlots.map((slot) =>
    slot.watch((value: unknown) => void (isOpen && current.rpc.share(slot.slotName, value))),
  );

  return {
    get isOpen() {
      return isOpen;
    },
    get underWay() {
      return underWay;
    },
    get taken() {
      return taken;
    },
    answer,
    upgrade(request, socket, head) {
      proxyUpgrade({ socketPath }, request, socket, head, { xfwd: false }).catch(() =>
        socket.destroy(),
      );
    },
    async open() {
      isBegun = true;
      await openCurrent();
    },
    workOn(importId) {
      // One that is being opened looks itself for what there is to do.
      void current.rpc.workOn(importId).catch(() => undefined);
    },
    metrics: async () => (isOpen ? answered(current.rpc.metrics(), second) : null),
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      for (const stop of unwatch) stop();
      // Pages that were never opened have nothing under way: a start that is refused need not wait for them.
      if (isBegun) await end(current);
      else current.child.kill("SIGKILL");
      agent.destroy();
    },
  };
}

interface Running {
  child: ChildProcess;
  rpc: BirpcReturn<PagesFunctions, EngineFunctions>;
  /** Rejects when the process ends before. */
  awake: Promise<void>;
}

/** What a page leaves behind is small: V8's usual three times 16 MB would only be kept. Can't be told later than so. */
const youngSpace = "--max-semi-space-size=4";

/** Forks the program and offers it what it may ask of the engine. */
function forkPages(program: string): Running {
  const execArgv = [...new Set([...process.execArgv, youngSpace])];
  const child = fork(program, { serialization: "advanced", execArgv });
  // Calls go before pages where both want the same processor.
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let loaded: () => void;
  const awake = new Promise<void>((resolve, reject) => {
    loaded = resolve;
    child.once("exit", () => reject(new Error("it ended before it was open")));
  });
  awake.catch(() => undefined);
  const rpc = createBirpc<PagesFunctions, EngineFunctions>(
    {
      awake: () => loaded(),
      ask: (port, name, args, actor) => actingAs(actor, () => askPort(port, name, args)),
    },
    {
      post: (message) => void (child.connected && child.send(message)),
      on: (take) => child.on("message", take),
      timeout: -1,
      eventNames: ["share"],
    },
  );
  child.once("exit", () => rpc.$close(new Error("the pages' process has ended")));
  return { child, rpc, awake };
}

async function end({ child, rpc }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  const hard = setTimeout(() => child.kill("SIGKILL"), patience);
  void rpc.close().catch(() => undefined);
  await ended.finally(() => clearTimeout(hard));
}

async function askPort(port: string, name: string, args: unknown[]) {
  try {
    const offered = portNamed(port) as Record<string, (...args: unknown[]) => unknown>;
    return { ok: true as const, value: await offered[name]!(...args) };
  } catch (error) {
    return packError(error);
  }
}
