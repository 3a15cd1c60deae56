/**
 * Dates whose year may be unknown, such as birthdays: as text, YYYY-MM-DD or --MM-DD, the way vCards and
 * ISO 8601 write them. A year is never made up.
 */

export interface PartialDate {
  /** Null when it is unknown. */
  year: number | null;
  month: number;
  day: number;
}

const spellings = [
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  /^--(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  // The day comes first: 04/03 is the fourth of March, as in all of Europe.
  /^(?<day>\d{1,2})[./](?<month>\d{1,2})(?:[./](?<year>\d{4})?)?$/,
];

/** @returns null for what is no date, or could be two */
export function parsePartialDate(text: string): PartialDate | null {
  const match = spellings.map((spelling) => spelling.exec(text.trim())).find(Boolean);
  if (!match?.groups) return null;
  const { year, month, day } = match.groups;
  const date = { year: year ? Number(year) : null, month: Number(month), day: Number(day) };
  return isOnCalendar(date) ? date : null;
}

/** Without a year every day there ever is, the 29th of February among them. */
function isOnCalendar({ year, month, day }: PartialDate): boolean {
  const date = utcDate({ year, month, day });
  return (
    (year === null || year >= 1000) && date.getUTCMonth() + 1 === month && date.getUTCDate() === day
  );
}

function utcDate({ year, month, day }: PartialDate): Date {
  const leapYear = 2000;
  return new Date(Date.UTC(year ?? leapYear, month - 1, day));
}

const twoDigits = (value: number) => String(value).padStart(2, "0");

/** As it is stored. */
export function storedDate({ year, month, day }: PartialDate): string {
  return `${year ?? "-"}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** As files have it, and as `parsePartialDate` reads it everywhere: 14.03.1985, or 14.03. */
export function dottedDate(stored: string): string {
  const date = parsePartialDate(stored);
  if (!date) return stored;
  const parts = [twoDigits(date.day), twoDigits(date.month), date.year];
  return parts.filter((part) => part !== null).join(".");
}

/** In the words of a language: 14 March 1985, 14 марта. */
export function dateInWords(stored: string, locale: string): string {
  const date = parsePartialDate(stored);
  if (!date) return stored;
  const year = date.year === null ? undefined : "numeric";
  const format = { day: "numeric", month: "long", year, timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, format).format(utcDate(date));
}

/** Names of the twelve months, as a calendar has them. */
export function monthNames(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2000, month, 1)));
}
