import type { EventAttributes } from "./wire";

/** An event's attributes; what is left out gets the value the vendor's server gives it. */
export type EventInput = { type: string } & Partial<Record<EventAttribute, string>>;
type EventAttribute =
  | "callID"
  | "direction"
  | "duration"
  | "end"
  | "from"
  | "line"
  | "missed"
  | "missedFinal"
  | "record"
  | "result"
  | "smstext"
  | "start"
  | "to";

const noLine = " ";
const defaults: Record<string, () => Partial<Record<EventAttribute, string>>> = {
  "1": () => ({ line: noLine }),
  "2": () => ({ line: noLine }),
  "32": () => ({ line: noLine }),
  "4": () => {
    const now = String(Math.floor(Date.now() / 1000));
    return { line: noLine, direction: "0", start: now, end: now, duration: "0", record: "" };
  },
  "256": () => ({ line: "", result: "1", smstext: "" }),
};

/** Type first, the rest by name: the order the vendor's server was seen to use. */
export function withDefaults(event: EventInput): EventInput & EventAttributes {
  const whole = { callID: newCallId(), ...defaults[event.type]?.(), ...dropEmpty(event) };
  const rest = Object.entries(whole)
    .filter(([name]) => name !== "type")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { type: event.type, ...Object.fromEntries(rest) };
}

/** Fields that a request left empty count as not given, except where empty is the value. */
function dropEmpty(event: EventInput): EventInput {
  const given = Object.entries(event).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(given) as EventInput;
}

let last = 0n;

/** Unsigned 64 bits, growing with time, as text. */
export function newCallId(): string {
  const now = BigInt(Date.now()) * 1000n;
  last = now > last ? now : last + 1n;
  return last.toString();
}
