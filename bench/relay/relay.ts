/**
 * The limit: what the same sockets cost when nothing is done between them. It listens to the PBX as
 * the product's adapter does, finds the extension in the text, and sends the text to that person's
 * room. It stores nothing, checks nobody and knows no calls.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { WebSocket } from "ws";
import { listenerUrl } from "#lib/providers/prostie-zvonki/settings";
import { serveRemote } from "../load/remote";
import { extensionOf } from "../seed/statements";

/** @returns the address people connect to */
async function open(pbxUrl: string): Promise<string> {
  const http = createServer();
  // As in lib/realtime/server.ts.
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  });
  io.on("connection", async (socket) => {
    await socket.join(extensionOf(Number(socket.handshake.auth.person)));
    socket.emit("calls:snapshot", { calls: [] });
  });
  const settings = { url: pbxUrl, password: "", clientType: "relay" };
  const pbx = new WebSocket(
    listenerUrl(settings, { guid: "relay", extension: "", eventsMask: 65_535 }),
    { perMessageDeflate: false },
  );
  pbx.on("message", (data: Buffer) => {
    const text = Buffer.from(data.toString(), "base64").toString();
    const extension = / to="(\d+)"/.exec(text)?.[1];
    if (extension) io.to(extension).emit("call", text);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

const methods = { open };
export type Relay = typeof methods;
serveRemote(methods);
