/**
 * Which events are sent when, laid out before the first of them: an open loop. A server that falls
 * behind gets no fewer events for it, and the time each waits is counted from when it was due.
 */
import { contactNumber, scatter } from "../seed/statements";

export type Load =
  /** So many events a second, for so many seconds, once calls of all phases are under way. */
  | { kind: "steady"; rate: number; seconds: number }
  /** So many calls' events as fast as the line takes them. */
  | { kind: "burst"; calls: number };

export const phases = ["ringing", "active", "ended"] as const;

export interface PlannedEvent {
  call: number;
  /** Index in `phases`. */
  phase: number;
  /** Milliseconds after the beginning. */
  due: number;
}

export interface Plan {
  calls: number;
  events: PlannedEvent[];
  /** Events due within are measured; those before fill the line, those after end the calls. */
  measured: { from: number; to: number };
}

/** From ring to answer and from answer to end, in seconds: so many calls are under way at a time. */
const phaseSeconds = 0.5;
/** In a burst so many other calls begin between two events of one call. */
const burstDistance = 50;

export function planLoad(load: Load): Plan {
  return load.kind === "steady" ? steady(load) : burst(load.calls);
}

function steady({ rate, seconds }: { rate: number; seconds: number }): Plan {
  const slot = 1000 / rate;
  // A whole number of calls, and one slot: so the phases of different calls never fall together.
  const distance = (Math.ceil((phaseSeconds * rate) / phases.length) * phases.length + 1) * slot;
  const from = (phases.length - 1) * distance;
  const to = from + seconds * 1000;
  const calls = Math.ceil(to / slot / phases.length);
  const events = eventsOf(calls, (call, phase) => call * phases.length * slot + phase * distance);
  return { calls, events, measured: { from, to } };
}

function burst(calls: number): Plan {
  const events = eventsOf(calls, (call, phase) => call + phase * (burstDistance + 0.5));
  for (const event of events) event.due = 0;
  return { calls, events, measured: { from: 0, to: 1 } };
}

function eventsOf(calls: number, due: (call: number, phase: number) => number): PlannedEvent[] {
  return Array.from({ length: calls * phases.length }, (_, index) => {
    const [call, phase] = [Math.floor(index / phases.length), index % phases.length];
    return { call, phase, due: due(call, phase) };
  }).sort((a, b) => a.due - b.due);
}

/** Every fifth caller is unknown. */
const unknownEvery = 5;

/** Whose call it is: a number that no other call of the run has, since pushes are told apart by it. */
export function clientNumberOf(call: number, contacts: number): string {
  if (call % unknownEvery === 0) return String(79_500_000_000 + call);
  return contactNumber((call * scatter) % contacts);
}

/** What is measured: tinyCRM, and the least a program can do between the same PBX and the same people. */
export type Target = "product" | "relay";
export const targets: readonly Target[] = ["product", "relay"];
