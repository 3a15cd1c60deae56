/** The server under every simulator: its timers and its connections end with it. */
import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

export interface SimulatorServer {
  http: Server;
  /** Aborts when the server is closed. */
  signal: AbortSignal;
  /** Runs it in `ms`, unless the server is closed by then. */
  later(ms: number, run: () => void): void;
  /** @param port 0 for a free one @returns the port @throws when it is taken */
  listen(port: number, host?: string): Promise<number>;
  /** Cuts every connection; new ones are accepted. */
  dropConnections(): void;
  close(): Promise<void>;
}

/**
 * @param answer one request; a rejection cuts its connection
 * @param tls makes it an https server
 */
export function createSimulatorServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
  tls?: { key: string; cert: string },
): SimulatorServer {
  const http: Server = tls ? createTlsServer(tls) : createServer();
  const timers = new Set<NodeJS.Timeout>();
  const abort = new AbortController();
  // Each call that is played waits for it.
  setMaxListeners(0, abort.signal);
  http.on("request", (request, response) => {
    // Taken beforehand: a request whose body stays unread loses its socket.
    const { socket } = request;
    new Promise<void>((resolve) => resolve(answer(request, response))).catch(() =>
      socket.destroy(),
    );
  });

  return {
    http,
    signal: abort.signal,
    later(ms, run) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
    },
    async listen(port, host = "127.0.0.1") {
      await new Promise<void>((resolve, reject) => {
        http.once("error", reject);
        http.listen(port, host, resolve);
      });
      return (http.address() as AddressInfo).port;
    },
    dropConnections: () => http.closeAllConnections(),
    async close() {
      abort.abort();
      for (const timer of timers) clearTimeout(timer);
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** @param largest in bytes @throws when the body is larger */
export async function readBody(request: IncomingMessage, largest = 64 * 1024): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
