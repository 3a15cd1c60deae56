/**
 * The team board, live. Whatever may change it says so (`changed`), and it is read again at most every
 * half second and only while somebody watches: it costs those nothing who do not. Every copy of the
 * program reads it for its own watchers.
 */
import type { Logger } from "#lib/providers/contract";
import { hasRole } from "#lib/auth/roles";
import { readBoard, type BoardRead } from "#lib/team/read-board";
import type { RealtimeSocket } from "./answer-refresh";
import type { BoardAnswer, TeamBoard } from "./events";
import { rooms } from "./rooms";
import type { RealtimeServer } from "./server";

/** Between two readings, in ms. */
const pause = 500;
/** Read again without a reason: wrap-ups run out, days begin. In ms. */
const refresh = 15_000;

export interface Board {
  /** Something has changed that it shows, here or on another copy. */
  changed(): void;
  /** As it is now. @param whole with clients and counters */
  read(whole: boolean): Promise<TeamBoard>;
  /** Lets this socket watch it. */
  serve(socket: RealtimeSocket): void;
  close(): void;
}

const boards = new WeakMap<RealtimeServer, Board>();

/** The board of this server's browsers; null when it has none. */
export function boardOf(io: RealtimeServer): Board | null {
  return boards.get(io) ?? null;
}

/** @param options.copies whether other copies of the program serve browsers too */
export function createBoard(
  io: RealtimeServer,
  { log, copies }: { log: Logger; copies: boolean },
): Board {
  let timer: NodeJS.Timeout | undefined;
  let telling: NodeJS.Timeout | undefined;
  let version = 0;
  const kinds = [true, false];
  const isWatched = () =>
    kinds.some((kind) => io.sockets.adapter.rooms.get(rooms.board(kind))?.size);

  async function readNow(): Promise<BoardRead> {
    // Told in the order of their reading; across copies and restarts too.
    version = Math.max(version + 1, Date.now());
    const mine = version;
    const sockets = await io.fetchSockets();
    return readBoard(new Set(sockets.map(({ data }) => data.userId)), mine);
  }

  async function push(): Promise<void> {
    timer = undefined;
    if (!isWatched()) return;
    try {
      const { whole, plain } = await readNow();
      io.local.to(rooms.board(true)).emit("board", whole);
      io.local.to(rooms.board(false)).emit("board", plain);
    } catch (error) {
      log.error({ err: error }, "the team board could not be read");
    }
  }

  function soon(): void {
    if (isWatched()) timer ??= setTimeout(() => void push(), pause);
  }

  function tellCopies(): void {
    telling = undefined;
    io.serverSideEmit("board:changed");
  }

  function changed(): void {
    soon();
    if (copies) telling ??= setTimeout(tellCopies, pause);
  }

  io.on("board:changed", soon);
  const clock = setInterval(soon, refresh);

  const board: Board = {
    changed,
    read: async (whole) => (await readNow())[whole ? "whole" : "plain"],
    serve(socket) {
      const whole = hasRole(socket.data, "manager");
      const room = rooms.board(whole);
      socket.on("board:watch", async (_payload: unknown, answer: unknown) => {
        if (!isAnswer(answer)) return;
        await socket.join(room);
        try {
          answer({ ok: true, board: (await readNow())[whole ? "whole" : "plain"] });
        } catch (error) {
          log.error({ err: error }, "the team board could not be read");
          answer({ ok: false, code: "failed" });
        }
      });
      socket.on("board:leave", () => void socket.leave(room));
      socket.on("disconnect", changed);
      changed();
    },
    close() {
      clearInterval(clock);
      clearTimeout(timer);
      clearTimeout(telling);
      io.off("board:changed", soon);
    },
  };
  boards.set(io, board);
  return board;
}

/** socket.io hands over whatever a client sent: a callback only when it asked for one. */
function isAnswer(value: unknown): value is (answer: BoardAnswer) => void {
  return typeof value === "function";
}
