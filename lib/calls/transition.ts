/**
 * The call's state machine: (call, event) → call. Pure, so that every order of events can be tried.
 *
 * Providers repeat events, deliver them late and lose some. So a call keeps its events, and its state is
 * their fold in the order in which they happened (`fold.ts`), whatever the order of arrival. When an
 * event adds nothing, the very same object is returned, and the caller writes nothing.
 */
import {
  type AnyCallEvent,
  type CallRecord,
  looksTheSame,
  type RecordedEvent,
} from "./call-record";
import { fold } from "./fold";

/** Of equal events, this many of the first and this many of the last are kept. */
const keptRepeats = 4;

/**
 * @param receivedAt the time of events that carry none; an event received later has happened later, even
 *   if the clock was set back in between
 * @returns null when the event alone makes no call
 */
export function transition(
  call: CallRecord | null,
  event: AnyCallEvent & { part?: string },
  receivedAt: Date,
): CallRecord | null {
  const before = call?.events ?? [];
  if (event.kind === "call:routed" && before.some(({ kind }) => kind === event.kind)) return call;
  const timed = "at" in event && event.at !== undefined;
  const at = timed
    ? new Date(event.at!).getTime()
    : Math.max(receivedAt.getTime(), before.at(-1)?.at ?? 0);
  const events = insertInTime(before, toRecordedEvent(event, at));
  if (call && sameList(before, events)) return call;
  const facts = fold(events);
  if (!facts) return null;
  const next = { ...facts, events };
  // A timed event may matter once an earlier one arrives; without a time of its own it never will. Of a part it
  // says that this part is over.
  const mayMatter = timed || event.part !== undefined;
  return call && !mayMatter && looksTheSame(call, next) ? call : next;
}

/** Without the provider's id, which is the call's own. */
function toRecordedEvent(event: AnyCallEvent, at: number): RecordedEvent {
  const recorded: RecordedEvent & { externalId?: string } = { ...event, at };
  delete recorded.externalId;
  return recorded;
}

/** Inserts an event at its place in time. A flood of repeats must not make the list grow for ever. */
function insertInTime(events: RecordedEvent[], event: RecordedEvent): RecordedEvent[] {
  const text = JSON.stringify(event);
  const isKnown = events.some((other) => other.at === event.at && JSON.stringify(other) === text);
  if (isKnown) return events;
  const all = [...events, event].sort(inTime);
  const content = contentOf(event);
  const repeats = all.filter((other) => contentOf(other) === content);
  if (repeats.length <= 2 * keptRepeats) return all;
  const dropped = repeats[keptRepeats];
  return all.filter((other) => other !== dropped);
}

function contentOf(event: RecordedEvent): string {
  return JSON.stringify({ ...event, at: 0 });
}

function sameList(a: RecordedEvent[], b: RecordedEvent[]): boolean {
  return a.length === b.length && a.every((event, index) => event === b[index]);
}

/** The logical order of events of the same moment. */
const ranks: Record<RecordedEvent["kind"], number> = {
  "call:requested": 0,
  "call:arrived": 1,
  "call:routed": 2,
  "call:route-failed": 2,
  "call:dialling": 2,
  "call:ringing": 3,
  "call:answered": 4,
  "call:leg-ended": 5,
  "call:placed": 5,
  "call:refused": 6,
  "call:ended": 7,
  "call:lost": 8,
  "call:recorded": 9,
};

function inTime(a: RecordedEvent, b: RecordedEvent): number {
  return (
    a.at - b.at || ranks[a.kind] - ranks[b.kind] || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  );
}
