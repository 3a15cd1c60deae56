/**
 * The socket.io server: who may connect, in which rooms, and what a browser is told first.
 * The only place that knows about several copies of the program (Redis adapter).
 */
import type { Server as HttpServer } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { hasRole } from "#lib/auth/roles";
import { createCallbacksTeller } from "./tell-callbacks";
import { liveCallsOf } from "#lib/calls/queries";
import { presenceOf } from "#lib/users/presence";
import type { Logger } from "#lib/providers/contract";
import type {
  ClientToServerEvents,
  ConnectionView,
  InterServerEvents,
  ServerToClientEvents,
  SocketData,
} from "./events";
import { answerRefresh } from "./answer-refresh";
import { createBoard } from "./board";
import { isOwnOrigin } from "./own-origin";
import { rooms } from "./rooms";

export type RealtimeServer = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  InterServerEvents,
  SocketData
>;

export interface Realtime {
  io: RealtimeServer;
  close(): Promise<void>;
}

export async function createRealtime(
  http: HttpServer,
  options: {
    publicUrl: string | null;
    redisUrl: string | null;
    log: Logger;
    connections(): Promise<ConnectionView[]>;
  },
): Promise<Realtime> {
  const redis = options.redisUrl ? createClient({ url: options.redisUrl }) : null;
  redis?.on("error", (error: Error) => options.log.warn({ reason: error.message }, "redis"));
  await redis?.connect();
  const io: RealtimeServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, done) =>
      done(null, isOwnOrigin(request.headers.origin, request.headers.host, options.publicUrl)),
    ...(redis && { adapter: createAdapter(redis) }),
  });

  const board = createBoard(io, { log: options.log, copies: redis !== null });

  io.use(async (socket, next) => {
    try {
      const user = await userFromCookieHeader(socket.handshake.headers.cookie);
      if (!user) return next(new Error("unauthorized"));
      socket.data = { userId: user.id, sessionId: user.sessionId, role: user.role };
      next();
    } catch (error) {
      // The database did not answer: nobody is signed out for that.
      options.log.error({ err: error }, "a session could not be read");
      next(new Error("unavailable"));
    }
  });

  const tellCallbacks = createCallbacksTeller();
  io.on("connection", async (socket) => {
    const { userId, sessionId, role } = socket.data;
    // Rooms first, then the snapshot: a call that changes in between is told twice, never not at all.
    await socket.join([rooms.user(userId), rooms.session(sessionId)]);
    if (hasRole({ role }, "manager")) await socket.join(rooms.team);
    board.serve(socket);
    answerRefresh(socket, { log: options.log, tellCallbacks });
    try {
      const [calls, connections, presence] = await Promise.all([
        liveCallsOf(userId),
        options.connections(),
        presenceOf(userId),
      ]);
      socket.emit("presence", presence);
      socket.emit("calls:snapshot", { calls });
      for (const connection of connections) socket.emit("connection", connection);
      await tellCallbacks(socket);
    } catch (error) {
      // Without a snapshot the browser would show an outdated picture: let it try again.
      options.log.error({ err: error }, "the snapshot could not be read");
      socket.disconnect(true);
    }
  });

  return {
    io,
    async close() {
      board.close();
      await io.close();
      await redis?.close();
    },
  };
}
