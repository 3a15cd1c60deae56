/** A message of the hook to events, and what of it the inbox keeps. */
import { z } from "zod";
import { isProviderError, ProviderError } from "../contract";
import { parseJson, readAs } from "../kit/read-as";
import { event, type GenericEvent } from "./event";

/** Events that may come in one message. */
const mostEvents = 100;

const object = z.looseObject({}, "must be an event: a JSON object");

/** @throws {ProviderError} that names the field */
export function readEvent(value: unknown, within?: string): GenericEvent {
  readAs(object, value, within ?? "body");
  return readAs(event, value, within);
}

/**
 * A message's events, each unread: one, or a list.
 * @throws {ProviderError} when it is neither
 */
function cutMessage(body: string): unknown[] {
  const value = parseJson(body);
  if (value === undefined) throw new ProviderError("unreadable", "is not JSON", "body");
  const events = Array.isArray(value) ? (value as unknown[]) : [value];
  if (events.length > 0 && events.length <= mostEvents) return events;
  throw new ProviderError("unreadable", `must have 1 to ${mostEvents} events`, "body");
}

const kept = z.union([
  z.strictObject({ event: z.unknown() }),
  /** A row of the history. */
  z.strictObject({ past: z.unknown() }),
  /** A message some of whose events can't be read. */
  z.strictObject({ body: z.string() }),
]);

/** What the inbox keeps: an event unchanged, and whether it was told live. */
export function keep(message: z.input<typeof kept>): string {
  return JSON.stringify(message);
}

/** @throws {ProviderError} that names the field */
export function readKept(raw: string): { events: GenericEvent[]; replayed: boolean } {
  const message = readAs(kept, parseJson(raw));
  if ("past" in message) return { events: [readEvent(message.past)], replayed: true };
  if ("event" in message) return { events: [readEvent(message.event)], replayed: false };
  const { good, refused } = readMessage(message.body);
  if (refused) throw refused;
  return { events: good.map(({ event }) => event), replayed: false };
}

interface ReadMessage {
  good: { event: GenericEvent; value: unknown; index: number }[];
  /** Of all events that can't be read. */
  refused: ProviderError | null;
}

/** A message's events: those that can be read, and what is wrong with the others. */
export function readMessage(body: string): ReadMessage {
  const good: ReadMessage["good"] = [];
  const faults: ProviderError[] = [];
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!isProviderError(error)) throw error;
      faults.push(error);
    }
  };
  attempt(() => {
    const values = cutMessage(body);
    for (const [index, value] of values.entries()) {
      // The field of a list's event begins with its index.
      const within = values.length > 1 ? String(index) : undefined;
      attempt(() => good.push({ event: readEvent(value, within), value, index }));
    }
  });
  return { good, refused: allOf(faults) };
}

/** Faults that are named in one answer. */
const mostNamed = 10;

/** One error with the first one's field, and with the others' behind its words. */
function allOf(faults: readonly ProviderError[]): ProviderError | null {
  const [first, ...others] = faults;
  if (!first || others.length === 0) return first ?? null;
  const named = others.slice(0, mostNamed - 1).map(({ field, message }) => `${field}: ${message}`);
  const left = faults.length - mostNamed;
  const words = [first.message, ...named, ...(left > 0 ? [`and ${left} more`] : [])];
  return new ProviderError("unreadable", words.join("; "), first.field);
}
