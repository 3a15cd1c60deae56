/**
 * What Next's side of the process (pages, server actions) may ask of the side that server.ts runs.
 * Plain methods and plain data only: Next loads its own copy of every module, so classes and
 * `instanceof` do not survive the crossing.
 */
import type { CallView, ConnectionView } from "#lib/realtime/events";
import { processSlot } from "#lib/process-slot";

/** Plain-data result of a command: errors cross the bridge as codes and words, not as exceptions. */
export type CommandResult<T = object> =
  ({ ok: true } & T) | { ok: false; code: string; message: string; provider?: string };

export interface Hub {
  /** Every connection with its live state, by name. */
  connections(): Promise<ConnectionView[]>;
  /** (Re)starts or stops the connection to match its row; call after creating, editing or switching it. */
  applyConnection(connectionId: string): Promise<void>;
  /** Tries settings at the provider without saving them or touching the live link. */
  checkConnection(provider: string, settings: unknown): Promise<CommandResult<{ detail: string }>>;
  /** Dials `number` from the person's extension. `connection` is a slug; without it the person's own is picked. */
  placeCall(request: {
    userId: string;
    number: string;
    contactId?: string;
    connection?: string;
  }): Promise<CommandResult<{ call: CallView }>>;
  transferCall(request: {
    userId: string;
    callId: string;
    extension: string;
  }): Promise<CommandResult>;
  /** Demo: has the built-in simulator ring the person's extension, as if `number` called. */
  ringMe(request: { userId: string; number?: string }): Promise<CommandResult>;
  /** Sends the call as it is now to everybody who may see it. */
  publishCall(callId: string): Promise<void>;
  /** Cuts the sockets of a person (or of one session) whose right to be here has ended. */
  endSockets(who: { userId: string } | { sessionId: string }): Promise<void>;
}

export const hubSlot = processSlot<Hub>("hub");

/** @throws when server.ts has not set it (plain `next start`) */
export function hub(): Hub {
  return hubSlot.get();
}
