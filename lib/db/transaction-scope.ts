import { AsyncLocalStorage } from "node:async_hooks";
import { processSlot } from "#lib/process-slot";

const slot = processSlot<AsyncLocalStorage<true>>("transaction-scope");
if (!slot.peek()) slot.set(new AsyncLocalStorage());

/** Marks the asynchronous flow of a transaction's callback, in every copy of this module. */
export const insideTransaction = slot.get();
