import type { Socket } from "socket.io";
import { z } from "zod";
import { liveCallsOf } from "#lib/calls/queries";
import type { Logger } from "#lib/providers/contract";
import type {
  ClientToServerEvents,
  InterServerEvents,
  RefreshAnswer,
  ServerToClientEvents,
  SocketData,
} from "./events";

export type RealtimeSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  InterServerEvents,
  SocketData
>;

/** A browser may ask this often, in ms; a snapshot costs a query. */
const shortestPause = 1_000;
const payload = z.strictObject({});

/** Lets a browser that is in doubt ask what is under way; the answer is a snapshot, and so is what follows. */
export function answerRefresh(
  socket: RealtimeSocket,
  options: { log: Logger; tellCallbacks(socket: RealtimeSocket): Promise<void> },
): void {
  let askedAt = -Infinity;
  socket.on("calls:refresh", async (raw: unknown, answer: unknown) => {
    if (!isAnswer(answer)) return;
    if (!payload.safeParse(raw).success) return answer({ ok: false, code: "invalid" });
    const now = performance.now();
    if (now - askedAt < shortestPause) return answer({ ok: false, code: "too-often" });
    askedAt = now;
    try {
      answer({ ok: true, calls: await liveCallsOf(socket.data.userId) });
      await options.tellCallbacks(socket);
    } catch (error) {
      options.log.error({ err: error }, "the snapshot could not be read");
      answer({ ok: false, code: "failed" });
    }
  });
}

/** socket.io hands over whatever a client sent: a callback only when it asked for one. */
function isAnswer(value: unknown): value is (answer: RefreshAnswer) => void {
  return typeof value === "function";
}
