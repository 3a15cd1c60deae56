/**
 * Who acts. A door says it once for all that is done in answer to a request (`actingAs`); the audit log's writer asks
 * for it, so that use cases don't hand it on from one to the next.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { processSlot } from "#lib/base/process-slot";

export interface Actor {
  /** Null of somebody who is not signed in. */
  userId: string | null;
  name: string | null;
  sessionId: string | null;
  /** Of the client, as the door has named it (lib/base/client-address.ts); null where nobody knows it. */
  address: string | null;
}

/** What the program does by itself: at start, by the clock, as a provider tells it. */
export const theProgram: Actor = { userId: null, name: null, sessionId: null, address: null };

const slot = processSlot<AsyncLocalStorage<Actor>>("actor");
if (!slot.peek()) slot.set(new AsyncLocalStorage());
/** The bundler loads this module several times: all copies share one storage. */
const storage = slot.get();

/** Runs `work`, with all that it waits for, as what `actor` does. */
export function actingAs<T>(actor: Actor, work: () => T): T {
  return storage.run(actor, work);
}

export function currentActor(): Actor {
  return storage.getStore() ?? theProgram;
}
