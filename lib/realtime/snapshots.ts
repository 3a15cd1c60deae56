/** What a browser is sent whole: on its connect, and when it is in doubt. */
import { z } from "zod";
import { contactScope, reachIn } from "#lib/auth/policy";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { batchedReading } from "#lib/base/batched-reading";
import { limitOf } from "#lib/base/limits";
import { sharedReading } from "#lib/base/shared-reading";
import {
  openCallbacksForPublishing,
  seenWithin,
  type PublishedCallback,
} from "#lib/callbacks/queries";
import { liveCallsOfPeople } from "#lib/calls/live-calls";
import type { ConnectionView } from "#lib/connections/connection-view";
import { unreadOf } from "#lib/notices/read-notices";
import { presencesOf } from "#lib/people/presence";
import type { Logger } from "#lib/providers/contract";
import type { RefreshAnswer } from "./events";
import { isAnswer, type BrowserSocket } from "./sockets";

const payload = z.strictObject({});

export function createSnapshots(options: {
  log: Logger;
  connections(): Promise<ConnectionView[]>;
  /** Whose session it is, as long as it lasts. */
  userOf(sessionId: string): Promise<CurrentUser | null>;
}): {
  /** Sends a browser that has just connected all it has to show. */
  send(socket: BrowserSocket): Promise<void>;
  /** Has a browser ask anew, which may not have been told of something. */
  renew(socket: BrowserSocket): Promise<void>;
  /** Lets a browser that is in doubt ask for its calls; the callbacks follow. */
  answer(socket: BrowserSocket): void;
} {
  const { log } = options;
  // Read together for all browsers that connect at the same time, as after a restart.
  const readConnections = sharedReading(() => options.connections());
  const readCallbacks = sharedReading(openCallbacksForPublishing);
  const readScope = sharedReading(contactScope);
  const readCalls = batchedReading(liveCallsOfPeople);
  const readUnread = batchedReading(unreadOf);
  const readPresence = batchedReading(async (userIds: readonly string[]) => {
    const found = new Map((await presencesOf(userIds)).map((one) => [one.userId, one]));
    return userIds.map((id) => found.get(id) ?? new Error(`there is no person ${id}`));
  });

  async function sendCallbacks(socket: BrowserSocket): Promise<void> {
    const { userId, role } = socket.data;
    const isSeen = ({ userIds }: PublishedCallback) =>
      userIds === null || userIds.includes(userId) || hasRole({ role }, "manager");
    const seen = (await readCallbacks()).filter(isSeen);
    const reach = reachIn(await readScope(), { id: userId, role });
    const callbacks = seen.map(({ view }) => seenWithin(reach, view));
    socket.emit("callbacks:snapshot", { callbacks });
  }

  async function sendStates(socket: BrowserSocket): Promise<void> {
    const { userId, role } = socket.data;
    const [connections, presence, unread] = await Promise.all([
      readConnections(),
      readPresence(userId),
      readUnread({ id: userId, role }),
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
        const calls = readCalls(socket.data.userId);
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
          if (!(await options.userOf(socket.data.sessionId))) return socket.disconnect(true);
          answer({ ok: true, calls: await readCalls(socket.data.userId) });
          await sendCallbacks(socket);
        } catch (error) {
          log.error({ err: error }, "the snapshot could not be read");
          answer({ ok: false, code: "failed" });
        }
      });
    },
  };
}
