/** What a browser is sent whole: on its connect, and when it is in doubt. */
import { z } from "zod";
import { reachOf } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { endedOf } from "#lib/auth/sessions";
import { limitOf } from "#lib/base/limits";
import { sharedReading } from "#lib/base/shared-reading";
import {
  openCallbacksForPublishing,
  seenWithin,
  type PublishedCallback,
} from "#lib/callbacks/queries";
import { liveCallsOf } from "#lib/calls/queries";
import type { ConnectionView } from "#lib/connections/connection-view";
import { unreadNotices } from "#lib/notices/read-notices";
import { presenceOf } from "#lib/people/presence";
import type { Logger } from "#lib/providers/contract";
import type { RefreshAnswer } from "./events";
import { isAnswer, type BrowserSocket } from "./sockets";

const payload = z.strictObject({});

export function createSnapshots(options: {
  log: Logger;
  connections(): Promise<ConnectionView[]>;
}): {
  /** Sends a browser that has just connected all it has to show. */
  send(socket: BrowserSocket): Promise<void>;
  /** Has a browser ask anew, which may not have been told of something. */
  renew(socket: BrowserSocket): Promise<void>;
  /** Lets a browser that is in doubt ask for its calls; the callbacks follow. */
  answer(socket: BrowserSocket): void;
} {
  const { log } = options;
  // One reading for all browsers that connect at the same time, as after a restart.
  const readCallbacks = sharedReading(openCallbacksForPublishing);

  async function sendCallbacks(socket: BrowserSocket): Promise<void> {
    const { userId, role } = socket.data;
    const isSeen = ({ userIds }: PublishedCallback) =>
      userIds === null || userIds.includes(userId) || hasRole({ role }, "manager");
    const seen = (await readCallbacks()).filter(isSeen);
    const reach = await reachOf({ id: userId, role });
    const callbacks = seen.map(({ view }) => seenWithin(reach, view));
    socket.emit("callbacks:snapshot", { callbacks });
  }

  async function sendStates(socket: BrowserSocket): Promise<void> {
    const { userId, role } = socket.data;
    const [connections, presence, unread] = await Promise.all([
      options.connections(),
      presenceOf(userId),
      unreadNotices({ id: userId, role }),
    ]);
    socket.emit("presence", presence);
    socket.emit("notices", { unread });
    for (const connection of connections) socket.emit("connection", connection);
  }

  /** Without a snapshot the browser would show an outdated picture: it is let try again. */
  async function orCut(socket: BrowserSocket, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, "the snapshot could not be read");
      socket.disconnect(true);
    }
  }

  return {
    send: (socket) =>
      orCut(socket, async () => {
        const calls = liveCallsOf(socket.data.userId);
        await Promise.all([calls, sendStates(socket)]);
        socket.emit("calls:snapshot", { calls: await calls });
        await sendCallbacks(socket);
      }),
    renew: (socket) =>
      orCut(socket, async () => {
        await sendStates(socket);
        socket.emit("stale", { page: true });
      }),
    answer(socket) {
      socket.on("calls:refresh", async (raw: unknown, answer: unknown) => {
        if (!isAnswer<RefreshAnswer>(answer)) return;
        if (!payload.safeParse(raw).success) return answer({ ok: false, code: "invalid" });
        if (limitOf("refreshes").take(socket.id) > 0)
          return answer({ ok: false, code: "too-often" });
        try {
          if ((await endedOf([socket.data.sessionId])).length > 0) return socket.disconnect(true);
          answer({ ok: true, calls: await liveCallsOf(socket.data.userId) });
          await sendCallbacks(socket);
        } catch (error) {
          log.error({ err: error }, "the snapshot could not be read");
          answer({ ok: false, code: "failed" });
        }
      });
    },
  };
}
