/**
 * The team board, live. Whatever may change it calls `changed`; it is read again at most every half
 * second, and only while somebody watches. Every copy of the program reads it for its own watchers.
 */
import type { Logger } from "#lib/providers/contract";
import { hasRole } from "#lib/auth/roles";
import { limitOf } from "#lib/base/limits";
import { sharedReading } from "#lib/base/shared-reading";
import { readBoard, type BoardRead } from "#lib/team/read-board";
import type { BoardAnswer } from "./events";
import type { TeamBoard } from "#lib/team/board-view";
import { isAnswer, rooms, type BrowserSocket, type SocketServer } from "./sockets";

/** Between two readings, in ms. */
const pause = 500;
/** Refreshed this often without a change: wrap-ups run out, days begin. In ms. */
const refresh = 15_000;

export interface Board {
  /** Something has changed that it shows, here or on another copy. */
  changed(): void;
  /** As it is now. @param whole with clients and counters */
  read(whole: boolean): Promise<TeamBoard>;
  /** Lets this socket watch it. */
  serve(socket: BrowserSocket): void;
  close(): void;
}

/**
 * @param options.copies whether other copies of the program serve browsers too
 * @param options.connected who has a page open, at whichever copy
 */
export function createBoard(
  io: SocketServer,
  { log, copies, connected }: { log: Logger; copies: boolean; connected(): Promise<Set<string>> },
): Board {
  let timer: NodeJS.Timeout | undefined;
  let notifying: NodeJS.Timeout | undefined;
  let version = 0;
  const kinds = [true, false];
  const isWatched = () =>
    kinds.some((kind) => io.sockets.adapter.rooms.get(rooms.board(kind))?.size);

  const readNow = sharedReading(async (): Promise<BoardRead> => {
    // Grows with each reading, across copies and restarts too.
    version = Math.max(version + 1, Date.now());
    const mine = version;
    return readBoard(await connected(), mine);
  });

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

  function notifyCopies(): void {
    notifying = undefined;
    io.serverSideEmit("board:changed");
  }

  function changed(): void {
    soon();
    if (copies) notifying ??= setTimeout(notifyCopies, pause);
  }

  io.on("board:changed", soon);
  const clock = setInterval(soon, refresh);

  return {
    changed,
    read: async (whole) => (await readNow())[whole ? "whole" : "plain"],
    serve(socket) {
      const whole = hasRole(socket.data, "manager");
      const room = rooms.board(whole);
      socket.on("board:watch", async (_payload: unknown, answer: unknown) => {
        if (!isAnswer<BoardAnswer>(answer)) return;
        await socket.join(room);
        if (limitOf("boardWatches").take(socket.id) > 0) {
          // It gets the board with the next reading, which serves all who watch.
          soon();
          return answer({ ok: false, code: "too-often" });
        }
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
      clearTimeout(notifying);
      io.off("board:changed", soon);
    },
  };
}
