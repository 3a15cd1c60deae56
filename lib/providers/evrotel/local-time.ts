/**
 * Evrotel's times: the account's local time, without an offset. Its statistics write "+00:00" behind
 * the same local time, so a zero offset says nothing.
 */
import { Temporal } from "temporal-polyfill";

const spelling =
  /^(?<date>\d{4}-\d{2}-\d{2})[ T](?<time>\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|[+]00:?00)?$/;

/** Whether it is a time at all: 30 February and hour 24 are none. */
export function isLocalTime(text: string): boolean {
  return wallClock(text) !== null;
}

/**
 * Exact through both changes of the clock: an hour that is skipped in spring is read as the hour
 * after it; an hour that comes twice in autumn is read as the pass nearer to `near`.
 *
 * @param text `2018-04-01 00:00:11`; must be one `isLocalTime` agrees to
 * @param near without it the first pass is taken
 */
export function fromLocalTime(text: string, timeZone: string, near?: Date): Date {
  const clock = wallClock(text);
  if (!clock) throw new RangeError("not a local time");
  const [first, second] = (["earlier", "later"] as const).map(
    (disambiguation) => clock.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
  ) as [number, number];
  const skipped = !Temporal.Instant.fromEpochMilliseconds(first)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .equals(clock);
  if (skipped || !near) return new Date(skipped ? second : first);
  const distance = (time: number) => Math.abs(time - near.getTime());
  return new Date(distance(second) < distance(first) ? second : first);
}

/** `2018-04-01 00:00:11`, as Evrotel writes it. */
export function toLocalTime(time: Date, timeZone: string): string {
  const clock = zoned(time, timeZone).toPlainDateTime();
  return clock.toString({ fractionalSecondDigits: 0 }).replace("T", " ");
}

/** The days of a time range in the account's zone, `2018-04-01`, both ends included. */
export function* localDays(from: Date, to: Date, timeZone: string): Generator<string> {
  const last = zoned(to, timeZone).toPlainDate();
  let day = zoned(from, timeZone).toPlainDate();
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    yield day.toString();
  }
}

function zoned(time: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone);
}

function wallClock(text: string): Temporal.PlainDateTime | null {
  const { date, time } = spelling.exec(text)?.groups ?? {};
  try {
    return date && time && date >= "1970"
      ? Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: "reject" })
      : null;
  } catch {
    return null;
  }
}
