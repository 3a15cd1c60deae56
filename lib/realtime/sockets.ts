/** The sockets of signed-in browsers, and the rooms they can be in. */
import type { Server, Socket } from "socket.io";
import type {
  ClientToServerEvents,
  InterServerEvents,
  ServerToClientEvents,
  SocketData,
} from "./events";

export type SocketServer = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  InterServerEvents,
  SocketData
>;

export type BrowserSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  InterServerEvents,
  SocketData
>;

/** A browser never chooses its rooms, but for the contacts that it shows. */
export const rooms = {
  user: (userId: string) => `user:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
  /** Managers and administrators, who may see every call. */
  team: "team",
  /** Browsers that show the contact. */
  contact: (contactId: string) => `contact:${contactId}`,
  /** Those who watch the team board, with clients and counters or without. */
  board: (whole: boolean) => (whole ? "board:whole" : "board"),
} as const;

/** socket.io hands over whatever a client sent: a callback only when it asked for one. */
export function isAnswer<T>(value: unknown): value is (answer: T) => void {
  return typeof value === "function";
}
