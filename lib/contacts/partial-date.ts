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
  /^(?<year>\d{4})([-./])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/,
  /^--(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  /^--(?<month>\d\d)(?<day>\d\d)$/,
  // The day comes first: 04/03 is the fourth of March, as in all of Europe.
  /^(?<day>\d{1,2})[./](?<month>\d{1,2})(?:[./](?<year>\d{4})?)?$/,
  /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  /^(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?<word>\p{L}{3,})\.?(?:,?\s+(?<year>\d{4}))?$/iu,
  /^(?<word>\p{L}{3,})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?$/iu,
];
const american = /^(?<month>\d{1,2})\/(?<day>\d{1,2})(?:\/(?<year>\d{4})?)?$/;

/** What programs write behind a date, as midnight, and people, as "г.". */
const around = /(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?|(?<!\s)\s*(?:г|р|года|року)\.?)$/iu;

/**
 * @param options.monthFirst 04/03 is the third of April; with dots the day comes first all the same
 * @returns null for what is no date, or could be two
 */
export function parsePartialDate(
  text: string,
  { monthFirst = false }: { monthFirst?: boolean } = {},
): PartialDate | null {
  const known = monthFirst ? [american, ...spellings] : spellings;
  const written = text.trim().replace(around, "");
  const match = known.map((spelling) => spelling.exec(written)).find(Boolean);
  if (!match?.groups) return null;
  const { year, month, day, word } = match.groups;
  const date = {
    year: year ? Number(year) : null,
    month: word === undefined ? Number(month) : monthOf(word),
    day: Number(day),
  };
  return isOnCalendar(date) ? date : null;
}

/** The month that begins like this in one of our languages, alone or behind a day; 0 for none, or for several. */
function monthOf(word: string): number {
  const start = word.toLowerCase();
  monthWords ??= ["ru", "uk", "en"].flatMap((locale) => [
    monthNames(locale),
    monthNames(locale, { day: "numeric" }),
  ]);
  const months = monthWords.flatMap((names) =>
    names.flatMap((name, month) => (name.toLowerCase().startsWith(start) ? month + 1 : [])),
  );
  return new Set(months).size === 1 ? months[0]! : 0;
}

/** Built on first use: most dates are digits. */
let monthWords: string[][] | undefined;

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

/** Names of the twelve months, as a calendar has them. @param options.day as they stand behind a day */
export function monthNames(locale: string, options: { day?: "numeric" } = {}): string[] {
  const format = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC", ...options });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2000, month, 1));
    return parts.find(({ type }) => type === "month")!.value;
  });
}
