/**
 * The call's state machine: (call, event) → call. Pure, so that every order of events can be tried.
 *
 * Providers repeat events, deliver them late and lose some. So a call remembers what it was told, and
 * its state is what follows from that, taken in the order in which it happened (`fold.ts`), whatever
 * the order in which it came. When an event adds nothing, the very same object is returned, and the
 * caller writes nothing.
 */
import type { AnyCallEvent, CallRecord, ToldEvent } from "./call-record";
import { fold } from "./fold";
import { looksTheSame } from "./looks-the-same";

/** Of events that say the same, as many of the first and of the last are kept. */
const keptRepeats = 4;

/**
 * @param receivedAt counts as the time of events that carry none; what comes later has happened later
 *   then, even if the clock was set back in between
 * @returns null when the event alone makes no call
 */
export function transition(
  call: CallRecord | null,
  event: AnyCallEvent,
  receivedAt: Date,
): CallRecord | null {
  const before = call?.told ?? [];
  if (event.kind === "call:routed" && before.some(({ kind }) => kind === event.kind)) return call;
  const timed = "at" in event && event.at !== undefined;
  const at = timed
    ? new Date(event.at!).getTime()
    : Math.max(receivedAt.getTime(), before.at(-1)?.at ?? 0);
  const told = remember(before, toTold(event, at));
  if (call && sameList(before, told)) return call;
  const facts = fold(told);
  if (!facts) return null;
  const next = { ...facts, told };
  // A timed event may matter once an earlier one arrives; without a time of its own it never will.
  return call && !timed && looksTheSame(call, next) ? call : next;
}

/** Without the provider's id, which is the call's own. */
function toTold(event: AnyCallEvent, at: number): ToldEvent {
  const told: ToldEvent & { externalId?: string } = { ...event, at };
  delete told.externalId;
  return told;
}

/** Inserted at its place in time. A flood of repeats must not make the list grow for ever. */
function remember(told: ToldEvent[], event: ToldEvent): ToldEvent[] {
  const text = JSON.stringify(event);
  if (told.some((one) => one.at === event.at && JSON.stringify(one) === text)) return told;
  const all = [...told, event].sort(inTime);
  const says = meaning(event);
  const repeats = all.filter((one) => meaning(one) === says);
  if (repeats.length <= 2 * keptRepeats) return all;
  const dropped = repeats[keptRepeats];
  return all.filter((one) => one !== dropped);
}

function meaning(event: ToldEvent): string {
  return JSON.stringify({ ...event, at: 0 });
}

function sameList(a: ToldEvent[], b: ToldEvent[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** What logically comes first, of events at the same moment. */
const ranks: Record<ToldEvent["kind"], number> = {
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
};

function inTime(a: ToldEvent, b: ToldEvent): number {
  return (
    a.at - b.at || ranks[a.kind] - ranks[b.kind] || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  );
}
