import { AsyncLocalStorage } from "node:async_hooks";
import { processSlot } from "#lib/process-slot";

/** `open` until the callback is over: what it started and left running is no longer inside. */
interface Scope {
  open: boolean;
}

const slot = processSlot<AsyncLocalStorage<Scope>>("transaction-scope");
if (!slot.peek()) slot.set(new AsyncLocalStorage());
/** One for all copies of this module. */
const storage = slot.get();

/** Marks the asynchronous flow of a transaction's callback. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const scope: Scope = { open: true };
  try {
    return await storage.run(scope, work);
  } finally {
    scope.open = false;
  }
}

export function isInsideTransaction(): boolean {
  return storage.getStore()?.open ?? false;
}
