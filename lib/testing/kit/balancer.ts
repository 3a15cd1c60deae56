/** A load balancer in front of copies: it sends requests to those that say that they are ready, else answers 503. */
import { Agent, createServer, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { proxyUpgrade, createProxyServer } from "httpxy";

export interface Balancer {
  url: string;
  /** A copy's address, at each of its starts. @param copy where there are several */
  sendTo(target: string, copy?: string): void;
  close(): Promise<void>;
}

interface Target {
  copy: string;
  url: string;
  ready: boolean;
  /** What people have open to it. */
  open: Set<Duplex>;
}

/** How often it asks, in ms. */
const every = 100;
/** For how long it waits for an answer, in ms. */
const patience = 2_000;

/** @param options.onUpgrade told where a browser's socket goes */
export async function startBalancer(
  options: { onUpgrade?(path: string, copy: string): void } = {},
): Promise<Balancer> {
  // As balancers do, it has the rest wait: after a restart all that was refused comes at once.
  const agent = new Agent({ keepAlive: true, maxSockets: 128, maxFreeSockets: 64 });
  const proxy = createProxyServer({ agent });
  const targets = new Map<string, Target>();
  const probing: Promise<void>[] = [];
  let turn = 0;
  let closed = false;

  async function probe(target: Target): Promise<void> {
    while (!closed) {
      const status = await askReady(target.url);
      target.ready = status === 200;
      // Whoever does not even refuse has people wait for nothing: they are sent elsewhere.
      if (status === "silent") for (const socket of target.open) socket.destroy();
      await sleep(every);
    }
  }

  /** Each in its turn. */
  function next(): Target | undefined {
    const ready = [...targets.values()].filter((target) => target.ready);
    return ready[(turn += 1) % Math.max(1, ready.length)];
  }

  const answer = (response: ServerResponse, status: number) =>
    response.headersSent ? response.destroy() : response.writeHead(status).end();
  const server = createServer((request, response) => {
    const target = next();
    if (!target) return void answer(response, 503);
    proxy.web(request, response, { target: target.url }).catch(() => void answer(response, 502));
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => undefined);
    const target = next();
    if (!target) return void socket.end("HTTP/1.1 503 Not ready\r\n\r\n");
    options.onUpgrade?.(request.url ?? "", target.copy);
    target.open.add(socket);
    socket.on("close", () => target.open.delete(socket));
    proxyUpgrade(target.url, request, socket, head).catch(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sendTo(url, copy = "") {
      const known = targets.get(copy);
      if (known) return void Object.assign(known, { url, ready: false });
      const target = { copy, url, ready: false, open: new Set<Duplex>() };
      targets.set(copy, target);
      probing.push(probe(target));
    },
    async close() {
      closed = true;
      await Promise.all(probing);
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

async function askReady(url: string): Promise<number | "silent" | "away"> {
  try {
    const answer = await fetch(`${url}/api/health`, {
      headers: { connection: "close" },
      signal: AbortSignal.timeout(patience),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? "silent" : "away";
  }
}
