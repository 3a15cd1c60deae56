/**
 * What crosses between the engine's process (links to providers, hooks, sockets) and each of the pages' (Next, REST,
 * files, imports): calls of ports, and small values that pages need a copy of.
 */
import type { Actor } from "#lib/audit/actor";
import type { MetricsReading } from "#lib/metrics/registry";
import { clockOffset } from "#lib/base/clock";
import { grantedSlot } from "#lib/outgoing/permissions";
import { signInHintsSlot } from "#lib/people/demo";

/** The engine's, for the pages to call. */
export interface EngineFunctions {
  /** A pages' process has loaded its program and can be opened. */
  awake(): void;
  /** Calls a function of a port, as what `actor` does. */
  ask(port: string, name: string, args: unknown[], actor: Actor): Promise<Answer>;
}

/** The pages', for the engine to call. */
export interface PagesFunctions {
  /** Resolves when pages are answered at the socket. */
  open(start: PagesStart): Promise<void>;
  share(slot: string, value: unknown): void;
  /** An import is to be worked on: asked of the process alone that has the chores. */
  workOn(importId: string): void;
  /** What it has counted. */
  metrics(): Promise<MetricsReading>;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

export interface PagesStart {
  /** Where to listen: a path of a Unix socket, or of a named pipe. */
  socketPath: string;
  /** It alone works on imports and sends the mails of the morning. */
  hasChores: boolean;
  shared: [slot: string, value: unknown][];
}

/** Errors lose their own fields on the way, and these are what a caller reads. */
export type Answer =
  | { ok: true; value: unknown }
  | { ok: false; error: { name: string; message: string } & Record<string, unknown> };

export function packError(error: unknown): Answer {
  if (!(error instanceof Error)) return packError(new Error(String(error)));
  const { name, message } = error;
  return { ok: false, error: { ...JSON.parse(JSON.stringify(error)), name, message } };
}

/** @throws the error as the engine threw it, but for its class */
export function unpack(answer: Answer): unknown {
  if (answer.ok) return answer.value;
  const { message, ...fields } = answer.error;
  throw Object.assign(new Error(message), fields);
}

/** What the engine changes and the pages read. */
export const sharedSlots = [grantedSlot, signInHintsSlot, clockOffset] as const;

export function sharedNow(): PagesStart["shared"] {
  return sharedSlots.flatMap((slot) => {
    const value = slot.peek();
    return value === undefined ? [] : [[slot.slotName, value] as [string, unknown]];
  });
}

/** Takes over a copy of what the engine has set. */
export function takeShared(name: string, value: unknown): void {
  for (const slot of sharedSlots) if (slot.slotName === name) slot.set(value as never);
}
