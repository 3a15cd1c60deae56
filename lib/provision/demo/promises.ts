/** Calls the team has promised in the demo's last talks: one is due, the others are to come. */
import { Temporal } from "temporal-polyfill";
import { minute } from "#lib/base/duration";
import type { PastHistory } from "./history";
import type { PastCall } from "./past-call";

export interface PastPromise {
  call: PastCall;
  dueAt: Date;
  note: string;
}

/** So long the first has been due, and so long it is at least until the second; in ms. */
const overdue = 5 * minute;
const soon = 60 * minute;
const opens = 10;
const closes = 18;

/**
 * Has the last clients with whom somebody talked ask for another call. What somebody wrote of those talks is the
 * promise then.
 */
export function promisesOf(
  { calls, callbacks }: PastHistory,
  { notes, now, zone }: { notes: readonly string[]; now: Date; zone: string },
): PastPromise[] {
  const waiting = new Set(
    callbacks.filter(({ closedAt }) => !closedAt).map(({ client }) => client.e164),
  );
  const talks: PastCall[] = [];
  const met = new Set<string>();
  for (const call of calls.toReversed()) {
    const { e164, contactId } = call.client;
    const isLast = !met.has(e164);
    met.add(e164);
    if (contactId && isLast && call.answeredAt && !waiting.has(e164)) talks.push(call);
    if (talks.length === notes.length) break;
  }
  const times = promisedTimes(now, zone);
  return talks.map((call, index) => {
    const note = notes[index]!;
    Object.assign(call, { outcome: "call-back", note });
    return { call, dueAt: times[index]!, note };
  });
}

/** A moment ago; today, or in the morning; and at eleven in some days. */
function promisedTimes(now: Date, zone: string): Date[] {
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const halfHour = { smallestUnit: "minute", roundingIncrement: 30, roundingMode: "ceil" } as const;
  const next = at(now.getTime() + soon).round(halfHour);
  const tomorrow = at(now.getTime()).add({ days: 1 }).startOfDay();
  const isOpen = next.hour >= opens && next.hour < closes && next.day === at(now.getTime()).day;
  const second = isOpen ? next : tomorrow.add({ hours: opens });
  const third = tomorrow.add({ days: 2, hours: 11 });
  return [
    new Date(now.getTime() - overdue),
    new Date(second.epochMilliseconds),
    new Date(third.epochMilliseconds),
  ];
}
