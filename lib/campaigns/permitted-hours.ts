/** When somebody may be called automatically, by the clock on their own wall. */

export interface PermittedHours {
  /** Minutes of the day; `hoursTo` is not included. */
  hoursFrom: number;
  hoursTo: number;
  /** ISO days of the week, e.g. "12345". */
  weekdays: string;
}

const minute = 60_000;
/** Zones differ by quarters of an hour. */
const step = 15 * minute;
const lookAhead = 8 * 24 * 60 * minute;

/** Whether it is a permitted hour in every one of these zones. Without a zone nothing is permitted. */
export function isPermitted(now: Date, zones: readonly string[], hours: PermittedHours): boolean {
  return zones.length > 0 && zones.every((zone) => isPermittedIn(zone, now, hours));
}

/**
 * The next quarter of an hour in which it is permitted in all of these zones; `now` itself when it is
 * permitted now. Null when there is none within a week, because the zones lie too far apart.
 */
export function nextPermitted(
  now: Date,
  zones: readonly string[],
  hours: PermittedHours,
): Date | null {
  if (isPermitted(now, zones, hours)) return now;
  const first = Math.floor(now.getTime() / step) * step + step;
  for (let at = first; at <= first + lookAhead; at += step) {
    if (isPermitted(new Date(at), zones, hours)) return new Date(at);
  }
  return null;
}

function isPermittedIn(zone: string, now: Date, hours: PermittedHours): boolean {
  const { weekday, minuteOfDay } = wallClock(zone, now);
  return (
    hours.weekdays.includes(String(weekday)) &&
    minuteOfDay >= hours.hoursFrom &&
    minuteOfDay < hours.hoursTo
  );
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string, now: Date): { weekday: number; minuteOfDay: number } {
  let clock = clocks.get(zone);
  if (!clock) {
    const numeric = { year: "numeric", month: "numeric", day: "numeric" } as const;
    const time = { hour: "numeric", minute: "numeric", hourCycle: "h23" } as const;
    clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, ...numeric, ...time });
    clocks.set(zone, clock);
  }
  const parts = Object.fromEntries(
    clock.formatToParts(now).map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute", number>;
  const day = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay();
  return { weekday: day === 0 ? 7 : day, minuteOfDay: parts.hour * 60 + parts.minute };
}
