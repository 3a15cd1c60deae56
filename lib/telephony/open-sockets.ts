/** The WebSockets that links have open: a link that is closed is heard until its other side has closed it, too. */
import { setTimeout as sleep } from "node:timers/promises";
import type { AdapterContext } from "#lib/providers/contract";

/** A socket that was closed is waited for as long as this, if the other side says nothing, in ms. */
const longestGoodbye = 1_500;

type OpenSocket = AdapterContext<unknown>["openSocket"];

export interface OpenSockets {
  /** The same opener; what it opens is known as the connection's from then on. */
  known(connectionId: string, openSocket: OpenSocket): OpenSocket;
  /** Whether the connection has a socket that has not closed. */
  has(connectionId: string): boolean;
  /** Resolves when those of the connection have closed, or of all; nobody waits for longer than a goodbye takes. */
  closed(connectionId?: string): Promise<void>;
}

export function createOpenSockets(): OpenSockets {
  const open = new Map<object, { connectionId: string; closed: Promise<void> }>();
  const of = (connectionId?: string) =>
    [...open.values()].filter((one) => !connectionId || one.connectionId === connectionId);
  return {
    known:
      (connectionId, openSocket) =>
      (...target) => {
        const socket = openSocket(...target);
        const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
        open.set(socket, { connectionId, closed });
        void closed.then(() => open.delete(socket));
        return socket;
      },
    has: (connectionId) => of(connectionId).length > 0,
    async closed(connectionId) {
      const giveUp = new AbortController();
      const patience = sleep(longestGoodbye, undefined, { signal: giveUp.signal });
      const all = Promise.all(of(connectionId).map(({ closed }) => closed));
      await Promise.race([all, patience.catch(() => undefined)]);
      giveUp.abort();
    },
  };
}
