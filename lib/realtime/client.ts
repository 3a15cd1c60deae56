import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents, ServerToClientEvents } from "./events";

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** The browser's link to the server that served the page; the session cookie signs it in. */
export function openSocket(): LiveSocket {
  return io({
    transports: ["websocket", "polling"],
    // A handshake into the void is given up before a person gives up waiting.
    timeout: 5_000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  });
}
