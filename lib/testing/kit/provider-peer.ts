/** A provider's server that sends whatever a test likes: frames, bytes past all framing, no handshake at all. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";

/** One client's link, seen from the server. */
export interface PeerLink {
  socket: WebSocket;
  /** Sends bytes that need not be a frame. */
  write(bytes: Buffer): void;
}

export interface ProviderPeer {
  port: number;
  /** Links whose handshake has succeeded, in their order. */
  links: PeerLink[];
  /** Answers the next handshake with these bytes, and closes; ACCEPT in them is what the client waits for. */
  refuseNext(answer: Buffer): void;
  close(): void;
}

/** Its REST side knows nobody and nothing: it answers each request with an empty list. */
export async function openProviderPeer(): Promise<ProviderPeer> {
  const links: PeerLink[] = [];
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end("[]");
  });
  let refusal: Buffer | null = null;

  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => undefined);
    if (refusal) {
      const answer = refusal.toString("latin1").replaceAll("ACCEPT", acceptFor(request));
      refusal = null;
      return void stream.end(Buffer.from(answer, "latin1"));
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on("error", () => undefined);
      links.push({ socket, write: (bytes) => void stream.write(bytes) });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    links,
    refuseNext: (answer) => void (refusal = answer),
    close() {
      for (const { socket } of links) socket.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** RFC 6455, 4.2.2. */
function acceptFor({ headers }: IncomingMessage): string {
  const key = `${headers["sec-websocket-key"] ?? ""}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  return createHash("sha1").update(key).digest("base64");
}
