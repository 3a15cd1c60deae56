/**
 * Ports: what a room asks of the live side (links to providers, sockets, simulators), which runs in a process of its
 * own. A room declares its port with types of its own; lib/server/fill-ports.ts fills all of them at start, and
 * lib/server/ask-engine.ts those of the pages' processes, whose calls cross over. Plain functions and plain data only:
 * neither classes nor `instanceof` survive the crossing, and a function that answers returns a promise.
 */
import { processSlot } from "./process-slot";

export interface Port<T> {
  readonly portName: string;
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
  return Object.assign(port, {
    portName: name,
    peek: slot.peek,
    fill: slot.set,
    clear: slot.clear,
  });
}

/** What fills the port of this name. @throws when nothing does */
export function portNamed(name: string): unknown {
  return processSlot(`port.${name}`).get();
}

/** Names of the ports that some room has declared and nothing has filled. */
export function unfilledPorts(): string[] {
  return [...(declared.peek() ?? [])].flatMap(([name, isFilled]) => (isFilled() ? [] : [name]));
}
