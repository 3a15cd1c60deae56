/** Times of a time zone as text and back: as files and inputs of forms hold them. */
import { day } from "./duration";

/** @param zone IANA name @returns a function to `2026-10-25 03:30:00` */
export function localTimes(zone: string): (at: Date | string) => string {
  // Sweden writes times the way ISO 8601 does.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return (at) => format.format(typeof at === "string" ? new Date(at) : at);
}

/** @returns "Began (Europe/Kyiv)" */
export function headingInZone(heading: string, zone: string): string {
  return `${heading} (${zone})`;
}

/** @returns `2026-10-25`, as the calendar hangs there */
export function localDay(at: Date, zone: string): string {
  return localTimes(zone)(at).slice(0, 10);
}

/** As an `<input type="datetime-local">` has it: `2026-10-25T03:30`. */
export function toLocalInput(at: Date, zone: string): string {
  return localTimes(zone)(at).slice(0, 16).replace(" ", "T");
}

/** @param text as `toLocalInput` writes it; of an hour that comes twice the first is meant */
export function fromLocalInput(text: string, zone: string): Date {
  const shown = Date.parse(`${text}Z`);
  const moments = [shown - day, shown + day].map((near) => shown - offsetAt(near, zone));
  const [early, late] = moments.sort((a, b) => a - b) as [number, number];
  return new Date(toLocalInput(new Date(early), zone) === text ? early : late);
}

/** Minutes of a day as a clock shows them: HH:MM. */
export function clockText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** @returns what a clock shows there at that hour, so many days after now */
export function afterDays(now: Date, zone: string, days: number, hour: number): Date {
  const date = new Date(Date.parse(localDay(now, zone)) + days * day).toISOString().slice(0, 10);
  return fromLocalInput(`${date}T${clockText(hour * 60)}`, zone);
}

/** How far its clocks are ahead of UTC's, in ms. */
function offsetAt(at: number, zone: string): number {
  const whole = at - (at % 1_000);
  return Date.parse(`${localTimes(zone)(new Date(whole)).replace(" ", "T")}Z`) - whole;
}
