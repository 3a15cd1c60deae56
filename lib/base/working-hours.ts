/** Hours of a week on the clock of a zone: when a team works, or when somebody may be called. */
import { day, minute } from "./duration";
import { afterDays, clockText, fromLocalInput, localDay, localTimes } from "./local-time";

export interface WorkingHours {
  /** Minutes of the day; `hoursTo` is not included. */
  hoursFrom: number;
  hoursTo: number;
  /** ISO days of the week, e.g. "12345". */
  weekdays: string;
}

/** @param clock what a clock on the wall shows: the ISO day of the week, and the minute of the day */
export function isOpenAt(
  { weekday, minuteOfDay }: { weekday: number; minuteOfDay: number },
  { hoursFrom, hoursTo, weekdays }: WorkingHours,
): boolean {
  return weekdays.includes(String(weekday)) && minuteOfDay >= hoursFrom && minuteOfDay < hoursTo;
}

/** @returns the moment itself within the hours, else when they begin next */
export function nextOpening(at: Date, zone: string, hours: WorkingHours): Date {
  if (isOpen(at, zone, hours)) return at;
  for (let days = 0; days <= 7; days++) {
    const date = dateAfter(at, zone, days);
    const opening = momentOf(date, hours.hoursFrom, zone);
    if (opening > at && isWorkday(date, hours)) return opening;
  }
  return at;
}

/** When that day begins for those who work; null: it is a day off. @param date as `localDay` has it */
export function openingOn(date: string, zone: string, hours: WorkingHours): Date | null {
  return isWorkday(date, hours) ? momentOf(date, hours.hoursFrom, zone) : null;
}

/** @returns the end of a span that goes on within the hours only, and so over nights and free days. @param span in ms */
export function afterWorking(from: Date, span: number, zone: string, hours: WorkingHours): Date {
  let start = nextOpening(from, zone, hours);
  let left = span;
  for (;;) {
    const closing = momentOf(localDay(start, zone), hours.hoursTo, zone).getTime();
    const end = start.getTime() + left;
    if (end <= closing || closing <= start.getTime()) return new Date(end);
    left = end - closing;
    start = nextOpening(new Date(closing), zone, hours);
  }
}

const week = 7 * day;

/** @returns how much of a span lies within the hours, in ms */
export function workedBetween(from: Date, to: Date, zone: string, hours: WorkingHours): number {
  // Whole weeks are alike, but for the night of one in which clocks are set: nobody is measured by that.
  const weeks = Math.max(0, Math.floor((to.getTime() - from.getTime()) / week));
  const { weekdays, hoursFrom, hoursTo } = hours;
  let worked = weeks * weekdays.length * (hoursTo - hoursFrom) * minute;
  const sameClock = fromLocalInput(
    `${dateAfter(from, zone, 7 * weeks)}T${localTimes(zone)(from).slice(11, 16)}`,
    zone,
  );
  let start = nextOpening(new Date(sameClock.getTime() + (from.getTime() % minute)), zone, hours);
  while (start < to) {
    const closing = momentOf(localDay(start, zone), hoursTo, zone);
    worked += Math.min(closing.getTime(), to.getTime()) - start.getTime();
    start = nextOpening(closing, zone, hours);
  }
  return worked;
}

/** @returns the latest moment from which so long a span within the hours is over by then. @param span in ms */
export function beforeWorking(until: Date, span: number, zone: string, hours: WorkingHours): Date {
  let end = lastOpen(until, zone, hours);
  let left = span;
  for (;;) {
    // The very end of the hours belongs to the day that it ends.
    const opening = momentOf(localDay(new Date(end.getTime() - 1), zone), hours.hoursFrom, zone);
    const start = end.getTime() - left;
    if (start >= opening.getTime() || opening >= end) return new Date(start);
    left = opening.getTime() - start;
    end = lastOpen(opening, zone, hours);
  }
}

/** @returns the moment itself within the hours, else when they ended last; where they begin, the end before */
function lastOpen(at: Date, zone: string, hours: WorkingHours): Date {
  if (isOpen(new Date(at.getTime() - 1), zone, hours)) return at;
  for (let days = 0; days <= 7; days++) {
    const date = dateAfter(at, zone, -days);
    const closing = momentOf(date, hours.hoursTo, zone);
    if (closing <= at && isWorkday(date, hours)) return closing;
  }
  return at;
}

function isOpen(at: Date, zone: string, hours: WorkingHours): boolean {
  const [date, time] = localTimes(zone)(at).split(" ") as [string, string];
  const minuteOfDay = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return isOpenAt({ weekday: weekdayOf(date), minuteOfDay }, hours);
}

const isWorkday = (date: string, { weekdays }: WorkingHours) =>
  weekdays.includes(String(weekdayOf(date)));
const weekdayOf = (date: string) => new Date(date).getUTCDay() || 7;
const dateAfter = (at: Date, zone: string, days: number) =>
  new Date(Date.parse(localDay(at, zone)) + days * day).toISOString().slice(0, 10);

/** When a clock there shows so many minutes of that day; the day's end is the next midnight. */
function momentOf(date: string, minutes: number, zone: string): Date {
  if (minutes === day / minute) return afterDays(momentOf(date, 0, zone), zone, 1, 0);
  return fromLocalInput(`${date}T${clockText(minutes)}`, zone);
}
