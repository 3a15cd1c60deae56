/** The WebSockets that links have open: a link that is closed is heard until its other side has closed it, too. */
import { setTimeout as sleep } from "node:timers/promises";
import type { AdapterContext } from "#lib/providers/contract";

/** Sockets are cut this long after they were closed, if the other side says nothing, in ms. */
const longestGoodbye = 1_500;

type OpenSocket = AdapterContext<unknown>["openSocket"];

export function createOpenSockets() {
  const open = new Map<object, Promise<void>>();
  return {
    /** The same opener; what it opens is known from then on. */
    known:
      (openSocket: OpenSocket): OpenSocket =>
      (...target) => {
        const socket = openSocket(...target);
        const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
        open.set(socket, closed);
        void closed.then(() => open.delete(socket));
        return socket;
      },
    /** Resolves when all have closed, which nobody waits for longer than the goodbye takes. */
    async closed(): Promise<void> {
      const giveUp = new AbortController();
      const patience = sleep(longestGoodbye, undefined, { signal: giveUp.signal });
      await Promise.race([Promise.all(open.values()), patience.catch(() => undefined)]);
      giveUp.abort();
    },
  };
}
