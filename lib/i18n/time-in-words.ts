/** A time as people type it, "fri 15", "через 2 часа", "завтра вранці": what it says on the clock of a zone. */
import { fromLocalInput, toLocalInput } from "#lib/base/local-time";
import { minute } from "#lib/base/duration";
import type { Locale } from "./locales";
import { inKnownWords } from "./spoken-times";
import type { Chrono, ParsedResult } from "chrono-node";

/** Reads what is typed; in the order of trial. */
export type TimeReaders = readonly Pick<Chrono, "parse">[];

const languages = {
  en: () => import("chrono-node/en"),
  ru: () => import("chrono-node/ru"),
  uk: () => import("chrono-node/uk"),
} as const satisfies Record<Locale, unknown>;

/** The reader's own language first, then the others, as teams mix them; then what is written alike in all of them. */
export async function timeReaders(language: Locale): Promise<TimeReaders> {
  const [{ GB }, ru, uk] = await Promise.all([languages.en(), languages.ru(), languages.uk()]);
  if (language === "en") return [GB, ru.casual, uk.casual];
  return language === "ru" ? [ru.casual, uk.casual, GB] : [uk.casual, ru.casual, GB];
}

/** The hour that is meant where none is said. */
const usualHours = { morning: 10, noon: 12, afternoon: 15, evening: 18 } as const;
/** Whoever says three means the working day's, not the night's, unless they write 03:00. */
const earliest = 7;
const bareHour = /^(?:at|by|в|во|о|об|на|к|до)? ?(\d{1,2})$/;

interface ReadOptions {
  readers: TimeReaders;
  /** IANA name of the clock that is meant. */
  zone: string;
  now: Date;
  /** How far ahead the moment may be, in ms. */
  longest: number;
  /** When a working day begins, in minutes. @default at ten */
  morning?: number;
}

/** Why words give no time: it is over, too far ahead, or not every word is understood. */
export type TimeFault = "over" | "tooFar" | "notUnderstood";

/** @returns the moment, which is to come */
export function readTime(text: string, options: ReadOptions): Date | TimeFault {
  const { now, longest } = options;
  const moments = momentsIn(text, options);
  const isNear = (at: Date) => at.getTime() - now.getTime() <= longest;
  const meant = moments.find((at) => at > now && isNear(at));
  if (meant || moments.length === 0) return meant ?? "notUnderstood";
  return moments.some(isNear) ? "over" : "tooFar";
}

/** @returns by each reader who understands every word */
function momentsIn(text: string, options: ReadOptions): Date[] {
  const { readers, zone, now, morning = usualHours.morning * 60 } = options;
  const typed = text.trim().toLowerCase().replace(/[’ʼ]/g, "'").replace(/\s+/g, " ");
  const words = inKnownWords(typed);
  const shown = Date.parse(`${toLocalInput(now, zone)}Z`);
  const timezone = Math.round((shown - now.getTime()) / minute);
  return readers.flatMap((reader) => {
    const [found] = reader.parse(words, { instant: now, timezone }, { forwardDate: true });
    const local = found && localTime(found, words, morning / 60);
    return local ? [fromLocalInput(local, zone)] : [];
  });
}

/** @returns as `toLocalInput` writes it; null where some of the words are left over */
function localTime(found: ParsedResult, words: string, morning: number): string | null {
  const { start } = found;
  const rest = words
    .replace(found.text, " ")
    .replace(/[\s,.]+/g, " ")
    .trim();
  const [, bare] = start.isCertain("hour") ? [] : (bareHour.exec(rest) ?? []);
  // "In three hours" has no other words beside it: "at three" is read as that, too.
  const isSpan = found.tags().has("result/relativeDateAndTime");
  const isFiller = !isSpan && /^(?:at|on|by|в|во|о|об|у|на|к|до)$/.test(rest);
  if (rest !== "" && bare === undefined && !isFiller) return null;
  const hour =
    bare === undefined ? hourOf(found, isSpan, morning) : inWorkingDay(Number(bare), bare);
  if (hour > 23) return null;
  const two = (value: number | null) => String(value ?? 0).padStart(2, "0");
  const date = [start.get("year"), start.get("month"), start.get("day")].map(two).join("-");
  const minutes = start.isCertain("hour") ? start.get("minute") : Math.round((hour % 1) * 60);
  return `${date}T${two(Math.floor(hour))}:${two(minutes)}`;
}

function hourOf(found: ParsedResult, isSpan: boolean, morning: number): number {
  const { start } = found;
  const hour = start.get("hour") ?? 0;
  if (!start.isCertain("hour")) return usualHour(found, morning);
  return isSpan || start.isCertain("meridiem") ? hour : inWorkingDay(hour, found.text);
}

function inWorkingDay(hour: number, written: string): number {
  return hour > 0 && hour < earliest && !/\b0\d/.test(written) ? hour + 12 : hour;
}

function usualHour(found: ParsedResult, morning: number): number {
  const tags = [...found.tags()].join();
  if (/tonight|\/night/.test(tags)) return usualHours.evening;
  const part = (["noon", "afternoon", "evening"] as const).find((one) => tags.includes(`/${one}`));
  return part ? usualHours[part] : morning;
}
