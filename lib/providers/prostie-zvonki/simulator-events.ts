import type { EventAttributes } from "./wire";

/** An event's attributes; absent ones get the value that the vendor's server gives them. */
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

const parties = { from: "", to: "" };

/** The attributes of each type, with their default values. */
const attributesOf: Record<string, () => Partial<Record<EventAttribute, string>>> = {
  "1": () => ({ from: "", line: "" }),
  "2": () => ({ ...parties, line: "" }),
  "8": () => parties,
  "16": () => parties,
  "32": () => ({ ...parties, line: "" }),
  "4": () => {
    const now = String(Math.floor(Date.now() / 1000));
    return {
      ...parties,
      line: "",
      direction: "0",
      start: now,
      end: now,
      duration: "0",
      record: "",
    };
  },
  "128": () => ({ ...parties, smstext: "" }),
  "256": () => ({ ...parties, line: "", result: "1", smstext: "" }),
};

/** Type first, the rest by name: the order the vendor's server was seen to use. */
export function withDefaults(event: EventInput): EventInput & EventAttributes {
  const known = attributesOf[event.type]?.() ?? {};
  const names = ["callID", "missed", "missedFinal", ...Object.keys(known)] as EventAttribute[];
  const whole = { callID: newCallId(), ...known };
  for (const name of names) if (event[name]) whole[name] = event[name];
  const sorted = Object.entries(whole).sort(([a], [b]) => (a < b ? -1 : 1));
  return { type: event.type, ...Object.fromEntries(sorted) };
}

let last = 0n;

/** Unsigned 64 bits, growing with time, as text. */
export function newCallId(): string {
  const now = BigInt(Date.now()) * 1000n;
  last = now > last ? now : last + 1n;
  return last.toString();
}
