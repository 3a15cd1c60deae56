/**
 * Periods in the company's time zone, cut into the buckets of a chart. Days follow the calendar and are
 * never 24 hours added up: with daylight saving one has 23 hours, another 25.
 */
import { Temporal } from "temporal-polyfill";
import { day } from "./duration";
import type { PeriodChoice } from "./period-choice";

/** Width of a chart's bar, and of a row in its table. */
export type Step = "hour" | "day" | "week";

/** From `from` (included) to `to` (excluded). */
export interface Span {
  from: Date;
  to: Date;
}

export interface Bucket extends Span {
  /** Local first day, e.g. "2026-11-21"; for an hour with the time, "2026-11-21T09:00". */
  label: string;
}

export interface Period extends Span {
  zone: string;
  /** First and last day, both included, e.g. "2026-11-21". */
  firstDay: string;
  lastDay: string;
  step: Step;
  buckets: Bucket[];
  /** The same number of days right before. */
  previous: Span;
}

/** Longest period, in days: a leap year. */
export const mostDays = 366;
/** Longer periods, in days, have a bar a week. */
const mostDailyBars = 92;

/** @param zone IANA name */
export function periodOf(options: PeriodChoice, zone: string, now = new Date()): Period {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const [first, last] = daysOf(options, today);
  const days = first.until(last).days + 1;
  const step: Step = days === 1 ? "hour" : days <= mostDailyBars ? "day" : "week";
  const [from, to] = [startOf(first, zone), startOf(last.add({ days: 1 }), zone)];
  return {
    zone,
    from,
    to,
    step,
    firstDay: first.toString(),
    lastDay: last.toString(),
    buckets: step === "hour" ? hours(first, zone) : daysOrWeeks(first, last, step, zone),
    previous: { from: startOf(first.subtract({ days }), zone), to: from },
  };
}

type Days = [first: Temporal.PlainDate, last: Temporal.PlainDate];

function daysOf({ period, from, to }: PeriodChoice, today: Temporal.PlainDate): Days {
  const monthsFirst = today.with({ day: 1 });
  switch (period) {
    case "today":
      return [today, today];
    case "7d":
      return [today.subtract({ days: 6 }), today];
    case "30d":
      return [today.subtract({ days: 29 }), today];
    case "month":
      return [monthsFirst, today];
    case "last-month":
      return [monthsFirst.subtract({ months: 1 }), monthsFirst.subtract({ days: 1 })];
    case "custom":
      return chosenDays(from, to, today);
  }
}

/** An absent day is today; reversed days are swapped; a period over `mostDays` loses its beginning. */
function chosenDays(from: string | null, to: string | null, today: Temporal.PlainDate): Days {
  const chosen = [from, to].map((day) => (day ? Temporal.PlainDate.from(day) : today));
  const [first, last] = chosen.sort((a, b) => Temporal.PlainDate.compare(a, b)) as Days;
  const earliest = last.subtract({ days: mostDays - 1 });
  return [Temporal.PlainDate.compare(first, earliest) < 0 ? earliest : first, last];
}

function startOf(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds);
}

/** Weeks begin on Monday; the first and the last may be shorter. */
function daysOrWeeks(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  step: "day" | "week",
  zone: string,
): Bucket[] {
  const buckets: Bucket[] = [];
  const end = last.add({ days: 1 });
  for (let day = first; Temporal.PlainDate.compare(day, end) < 0;) {
    const next = day.add({ days: step === "day" ? 1 : 8 - day.dayOfWeek });
    const to = Temporal.PlainDate.compare(next, end) > 0 ? end : next;
    buckets.push({ label: day.toString(), from: startOf(day, zone), to: startOf(to, zone) });
    day = to;
  }
  return buckets;
}

function hours(day: Temporal.PlainDate, zone: string): Bucket[] {
  const buckets: Bucket[] = [];
  const end = day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  for (let at = day.toZonedDateTime(zone); at.epochMilliseconds < end;) {
    const next = at.add({ hours: 1 });
    const to = new Date(Math.min(next.epochMilliseconds, end));
    const label = at.toPlainDateTime().toString({ smallestUnit: "minute" });
    buckets.push({ label, from: new Date(at.epochMilliseconds), to });
    at = next;
  }
  return buckets;
}

/**
 * The parts of a period that lie on one weekday (0 is Monday), or within one hour of the day (0 to 23), in
 * the order of time; null means any.
 */
export function partsOfWeek(
  { firstDay, lastDay, zone }: Pick<Period, "firstDay" | "lastDay" | "zone">,
  { weekday, hour }: { weekday: number | null; hour: number | null },
): Span[] {
  const [first, last] = [firstDay, lastDay].map((day) => Temporal.PlainDate.from(day)) as Days;
  return daysOrWeeks(first, last, "day", zone).flatMap(({ label, from, to }): Span[] => {
    const date = Temporal.PlainDate.from(label);
    if (weekday !== null && date.dayOfWeek !== weekday + 1) return [];
    if (hour === null) return [{ from, to }];
    return hours(date, zone)
      .filter((one) => Number(one.label.slice(11, 13)) === hour)
      .map((one) => ({ from: one.from, to: one.to }));
  });
}

/** Cuts a span into consecutive ones of at most `days` times 24 hours: what one statement reads. */
export function pieces({ from, to }: Span, days: number): Span[] {
  const length = days * day;
  const spans: Span[] = [];
  for (let at = from.getTime(); at < to.getTime(); at += length) {
    spans.push({ from: new Date(at), to: new Date(Math.min(at + length, to.getTime())) });
  }
  return spans;
}

/**
 * Local weekday (0 is Monday) and hour of timestamps (ms) within a span. Calendar look-ups are slow, so
 * they are made for each timestamp only when the zone's offset changes within the span.
 */
export function localTimeIn(
  { from, to }: Span,
  zone: string,
): (at: number) => { weekday: number; hour: number } {
  const zoned = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const offsetAt = (at: number) => zoned(at).offsetNanoseconds / 1e6;
  const offset = offsetAt(from.getTime());
  const changes = offset !== offsetAt(to.getTime());
  return (at) => {
    const local = new Date(at + (changes ? offsetAt(at) : offset));
    return { weekday: (local.getUTCDay() + 6) % 7, hour: local.getUTCHours() };
  };
}
