/**
 * The socket.io server: who may connect, for how long, in which rooms, and what a browser is sent first.
 */
import type { Server as HttpServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "socket.io";
import { sessionIdFrom } from "#lib/auth/cookie";
import { hasRole } from "#lib/auth/roles";
import { endedOf, sessionUsers } from "#lib/auth/sessions";
import { batchedReading } from "#lib/base/batched-reading";
import { second } from "#lib/base/duration";
import { createTroubleLog } from "#lib/base/trouble-log";
import { isOwnOrigin } from "#lib/base/own-pages";
import type { ConnectionView } from "#lib/connections/connection-view";
import { mayHaveCopies } from "#lib/copies/copies";
import type { News } from "#lib/copies/news";
import type { RedisLink } from "#lib/copies/redis";
import type { Logger } from "#lib/providers/contract";
import { createAdmission } from "./admission";
import { type Board, createBoard } from "./board";
import { peopleHere, peopleOfAllCopies } from "./connected-people";
import { createPublisher, type Publisher } from "./publisher";
import { followStored } from "./follow-stored";
import { createSnapshots } from "./snapshots";
import { rooms, type BrowserSocket, type SocketServer } from "./sockets";
import { serveWatchedContacts } from "./watched-contacts";

export interface Realtime {
  publisher: Publisher;
  /** To the browsers of this copy alone: of what every copy finds by itself. */
  herePublisher: Publisher;
  board: Board;
  /** Whether a browser of the person's is connected to any copy. */
  isConnected(userId: string): Promise<boolean>;
  /** How many browsers are connected to this copy. */
  browsers(): number;
  /** Whether Redis is there; null when there is none to tell other copies by. */
  redis(): boolean | null;
  close(): Promise<void>;
}

export async function createRealtime(
  http: HttpServer,
  options: {
    publicUrl: string | null;
    /** Tells other copies; null: there are none. */
    redis: RedisLink | null;
    /** Whether they are heard; null: there are none. */
    news: News | null;
    log: Logger;
    connections(): Promise<ConnectionView[]>;
  },
): Promise<Realtime> {
  function renewAll(): void {
    board.changed();
    void spread(io, snapshots.renew);
  }

  const { redis, news } = options;
  news?.onChange(() => news.isTold() && renewAll());
  // Redis' client is as much to load as all the rest of the sockets.
  const adapter = redis && (await import("./other-copies")).tellingCopies(redis.client);
  const io: SocketServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, done) =>
      done(null, isOwnOrigin(request.headers.origin, request.headers.host, options.publicUrl)),
    // What polls would come to another copy each time.
    ...(adapter && { adapter, transports: ["websocket"] }),
  });

  const { log } = options;
  const people = mayHaveCopies(redis) ? peopleOfAllCopies(log) : peopleHere();
  const board = createBoard(io, { log, copies: redis !== null, connected: people.all });

  const admission = createAdmission();
  io.engine.use(admission.handshake);
  // No use of the session: the socket of an open page comes back by itself.
  const userOf = batchedReading(sessionUsers);
  io.use(async (socket, next) => {
    try {
      const user = await admission.signIn(async () => {
        const sessionId = await sessionIdFrom(socket.handshake.headers.cookie);
        return sessionId === null ? null : userOf(sessionId);
      });
      if (!user) return next(new Error("unauthorized"));
      socket.data = { userId: user.id, sessionId: user.sessionId, role: user.role };
      next();
    } catch (error) {
      // The database did not answer: nobody is signed out for that.
      options.log.error({ err: error }, "a session could not be read");
      next(new Error("unavailable"));
    }
  });

  const snapshots = createSnapshots({ ...options, userOf });
  const stopWatching = watchSessions(io, options.log);
  io.on("connection", async (socket) => {
    const { userId, sessionId, role } = socket.data;
    // Rooms first, then the snapshot: a call that changes in between is sent twice, never not at all.
    people.came(userId);
    socket.on("disconnect", () => people.left(userId));
    await socket.join([rooms.user(userId), rooms.session(sessionId)]);
    if (hasRole({ role }, "manager")) await socket.join(rooms.team);
    board.serve(socket);
    serveWatchedContacts(socket);
    snapshots.answer(socket);
    await admission.snapshot(() => snapshots.send(socket));
  });

  const herePublisher = createPublisher(io.local, board);
  const following = news && followStored({ news, publisher: herePublisher, log: options.log });

  return {
    publisher: createPublisher(io, board),
    herePublisher,
    board,
    isConnected: people.isConnected,
    browsers: () => io.of("/").sockets.size,
    redis: () => redis?.isReady() ?? null,
    async close() {
      stopWatching();
      following?.stop();
      board.close();
      // Closed below the sockets: a browser takes that for a broken line, and comes back by itself.
      await spread(io, (socket) => void socket.conn.close());
      await io.close();
      await people.close();
    },
  };
}

/** Browsers are cut, or told to ask, within this time, in ms: all at once they would come all at once. */
const within = second;

async function spread(
  io: SocketServer,
  act: (socket: BrowserSocket) => void | Promise<void>,
): Promise<void> {
  const sockets = [...io.of("/").sockets.values()];
  await Promise.all(
    sockets.map(async (socket) => {
      await sleep(Math.random() * within);
      await act(socket);
    }),
  );
}

const every = 5 * second;

/**
 * A socket lives no longer than its session. Whoever ends a session cuts its sockets at once; this finds
 * those that run out: expired, idle for too long, or ended while the copies did not hear each other.
 * @returns what stops it
 */
function watchSessions(io: SocketServer, log: Logger): () => void {
  // While the database does not answer nobody is signed out for that.
  const trouble = createTroubleLog(log, {
    failed: "sessions can't be read",
    passed: "sessions can be read again",
  });
  async function cut(): Promise<void> {
    const sockets = [...io.of("/").sockets.values()];
    if (sockets.length === 0) return;
    const ended = new Set(await endedOf([...new Set(sockets.map(({ data }) => data.sessionId))]));
    for (const socket of sockets) if (ended.has(socket.data.sessionId)) socket.disconnect(true);
  }

  let stopped = false;
  let timer = setTimeout(check, every);
  function check(): void {
    cut()
      .then(trouble.passed, (error: unknown) => trouble.failed(error))
      .finally(() => {
        if (!stopped) timer = setTimeout(check, every);
      });
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
