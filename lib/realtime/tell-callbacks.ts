import { openCallbacks } from "#lib/callbacks/queries";
import type { CallbackView } from "./events";
import type { RealtimeSocket } from "./answer-refresh";

/** Sends a browser all open callbacks. When a thousand connect at once, as after a restart, they are read once. */
export function createCallbacksTeller() {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<CallbackView[]> | null = null;

  // Only a reading that has not begun yet holds all that was written before this browser came.
  function read(): Promise<CallbackView[]> {
    if (next) return next;
    const after = last.catch(() => undefined);
    next = after.then(() => {
      next = null;
      return openCallbacks();
    });
    last = next;
    return next;
  }

  return async (socket: RealtimeSocket): Promise<void> => {
    socket.emit("callbacks:snapshot", { callbacks: await read() });
  };
}
