/** What component tests ask of Vite: server actions as Next makes them, and a server for the page. */
import type { ServerResponse } from "node:http";
import { relative } from "node:path";
import { text } from "node:stream/consumers";
import { Server } from "socket.io";
import type { Connect, Plugin } from "vite";
import type { BrowserCommand } from "vitest/node";
import type { ClientToServerEvents, ServerToClientEvents } from "#lib/realtime/events";
import type { ReceivedRequest, Served, ServerEvent } from "./page-server";

const directive = /^\s*(?:\/\*[\s\S]*?\*\/\s*|\/\/.*\n\s*)*["']use server["']/;
const exported = /^export\s+(?:async\s+function|const)\s+(\w+)/gm;

/** Turns `use server` modules into references, as Next does for a browser; the test answers them. */
export function serverActions(root: string): Plugin {
  return {
    name: "tinycrm:server-actions",
    enforce: "pre",
    transform(code, id) {
      if (!directive.test(code)) return null;
      const path = relative(root, id.split("?")[0] ?? id);
      const names = [...code.matchAll(exported)].map(([, name]) => name);
      return [
        `import { serverReference } from "/components/testing/server-actions.ts";`,
        ...names.map((name) => `export const ${name} = serverReference("${path}#${name}");`),
      ].join("\n");
    },
  };
}

/** The server of a component test, at the page's own address: it says what the test tells it to. */
export function pageServer() {
  const io = new Server<ClientToServerEvents, ServerToClientEvents>({ destroyUpgrade: false });
  let served: Served = { calls: [], http: {} };
  let received: ReceivedRequest[] = [];
  let isCut = false;
  io.use((_, next) => (isCut ? next(new Error("cut")) : next()));
  io.on("connection", (socket) => {
    socket.emit("calls:snapshot", { calls: served.calls });
    socket.on("calls:refresh", (_, answer) => answer({ ok: true, calls: served.calls }));
  });

  async function answerHttp(
    request: Connect.IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const line = `${request.method} ${request.originalUrl}`;
    const body = await text(request);
    received.push({ line, body });
    const reply = served.http[line];
    response.writeHead(reply?.status ?? 404, { "content-type": "application/json" });
    response.end(JSON.stringify(reply?.body ?? null));
  }

  const plugin: Plugin = {
    name: "tinycrm:page-server",
    configureServer({ httpServer, middlewares }) {
      if (httpServer) io.attach(httpServer);
      middlewares.use("/api", (request, response) => void answerHttp(request, response));
    },
  };
  const serve: BrowserCommand<[Served]> = (_, next) => {
    served = next;
    received = [];
    isCut = false;
  };
  const cut: BrowserCommand<[]> = () => {
    isCut = true;
    io.disconnectSockets();
  };
  const emit: BrowserCommand<[ServerEvent]> = (_, [name, payload]) =>
    void io.emit(name, payload as never);
  const requests: BrowserCommand<[]> = () => received;
  return { plugin, commands: { serve, emit, requests, cut } };
}
