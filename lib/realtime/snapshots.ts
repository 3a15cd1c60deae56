/** What a browser is sent whole: on its connect, and when it is in doubt. */
import { z } from "zod";
import { hasRole } from "#lib/auth/roles";
import { endedOf } from "#lib/auth/sessions";
import { limitOf } from "#lib/base/limits";
import { sharedReading } from "#lib/base/shared-reading";
import { openCallbacksForPublishing, type PublishedCallback } from "#lib/callbacks/queries";
import { liveCallsOf } from "#lib/calls/queries";
import type { ConnectionView } from "#lib/connections/connection-view";
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
    const callbacks = (await readCallbacks()).filter(isSeen).map(({ view }) => view);
    socket.emit("callbacks:snapshot", { callbacks });
  }

  return {
    async send(socket) {
      const { userId } = socket.data;
      try {
        const [calls, connections, presence] = await Promise.all([
          liveCallsOf(userId),
          options.connections(),
          presenceOf(userId),
        ]);
        socket.emit("presence", presence);
        socket.emit("calls:snapshot", { calls });
        for (const connection of connections) socket.emit("connection", connection);
        await sendCallbacks(socket);
      } catch (error) {
        // Without a snapshot the browser would show an outdated picture: let it try again.
        log.error({ err: error }, "the snapshot could not be read");
        socket.disconnect(true);
      }
    },
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
