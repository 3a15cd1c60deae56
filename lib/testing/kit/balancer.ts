/** A load balancer in front of one copy: it sends requests there while the copy says that it is ready, else answers 503. */
import { Agent, createServer, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { AddressInfo } from "node:net";
import { proxyUpgrade, createProxyServer } from "httpxy";

export interface Balancer {
  url: string;
  /** The copy's address, at each of its starts. */
  sendTo(target: string): void;
  close(): Promise<void>;
}

/** How often it asks, in ms. */
const every = 100;

export async function startBalancer(): Promise<Balancer> {
  // As balancers do, it has the rest wait: after a restart all that was refused comes at once.
  const agent = new Agent({ keepAlive: true, maxSockets: 128, maxFreeSockets: 64 });
  const proxy = createProxyServer({ agent });
  let target: string | null = null;
  let ready = false;
  let closed = false;

  async function probe(): Promise<void> {
    while (!closed) {
      ready = target !== null && (await isReady(target));
      await sleep(every);
    }
  }

  const answer = (response: ServerResponse, status: number) =>
    response.headersSent ? response.destroy() : response.writeHead(status).end();
  const server = createServer((request, response) => {
    if (!ready || !target) return void answer(response, 503);
    proxy.web(request, response, { target }).catch(() => void answer(response, 502));
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => undefined);
    if (!ready || !target) return void socket.end("HTTP/1.1 503 Not ready\r\n\r\n");
    proxyUpgrade(target, request, socket, head).catch(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const probing = probe();

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sendTo: (next) => void (target = next),
    async close() {
      closed = true;
      await probing;
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/health`, {
    headers: { connection: "close" },
    signal: AbortSignal.timeout(2_000),
  }).catch(() => null);
  await answer?.arrayBuffer().catch(() => undefined);
  return answer?.status === 200;
}
