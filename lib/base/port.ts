/**
 * Ports: what a room asks of the live side of the process (links to providers, sockets, simulators).
 * A room declares its port with types of its own; lib/server/fill-ports.ts fills all of them at start.
 * Plain functions and plain data only: Next loads its own copy of every module, so classes and
 * `instanceof` do not survive the crossing.
 */
import { processSlot } from "./process-slot";

export interface Port<T> {
  /** @throws when nothing has filled the port (plain `next start`, a test without it) */
  (): T;
  /** What fills the port; undefined without a live side. */
  peek(): T | undefined;
  fill(value: T): void;
  clear(): void;
}

const declared = processSlot<Map<string, () => boolean>>("ports");

/** @param name of the port's slot, the same in every copy of the module */
export function createPort<T>(name: string): Port<T> {
  const slot = processSlot<T>(`port.${name}`);
  const ports = declared.peek() ?? new Map<string, () => boolean>();
  ports.set(name, () => slot.peek() !== undefined);
  declared.set(ports);
  const port = () => slot.get();
  return Object.assign(port, { peek: slot.peek, fill: slot.set, clear: slot.clear });
}

/** Names of the ports that some room has declared and nothing has filled. */
export function unfilledPorts(): string[] {
  return [...(declared.peek() ?? [])].flatMap(([name, isFilled]) => (isFilled() ? [] : [name]));
}
