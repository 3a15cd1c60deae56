import { AsyncLocalStorage } from "node:async_hooks";
import { processSlot } from "#lib/base/process-slot";

/** `open` until the callback ends: what it leaves running is no longer inside the transaction. */
interface Scope {
  open: boolean;
  after: (() => void)[];
}

const slot = processSlot<AsyncLocalStorage<Scope>>("transaction-scope");
if (!slot.peek()) slot.set(new AsyncLocalStorage());
/** The bundler loads this module several times: all copies share one storage. */
const storage = slot.get();

/**
 * Runs a transaction.
 * @param run begins it, and hands its callback's work to `inside`, which marks the asynchronous flow of it
 */
export async function transactionScope<T>(
  run: (inside: <R>(work: () => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
  const after: (() => void)[] = [];
  const result = await run((work) => insideTransaction(work, after));
  for (const waiting of after) waiting();
  return result;
}

/** Marks the asynchronous flow of a transaction's callback. */
export async function insideTransaction<T>(
  work: () => Promise<T>,
  after: (() => void)[] = [],
): Promise<T> {
  const scope: Scope = { open: true, after };
  try {
    return await storage.run(scope, work);
  } finally {
    scope.open = false;
  }
}

/** Runs `work` once the transaction the caller is in has been committed, never when it is undone. */
export function afterCommit(work: () => void): void {
  const scope = storage.getStore();
  if (scope?.open) scope.after.push(work);
  else work();
}

/** Whether the caller runs inside a transaction's callback, and would wait for that transaction. */
export function isInsideTransaction(): boolean {
  return storage.getStore()?.open ?? false;
}
