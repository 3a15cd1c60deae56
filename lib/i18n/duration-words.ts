/** How long something lasts, in words and units: "14:13" would read as a time of day. No line breaks within one. */
import { day, hour, minute, second } from "#lib/base/duration";

/** Translations of `common.duration`. */
export type DurationWords = (
  key: "moment" | "seconds" | "minutes" | "hours" | "days",
  values: { count: number },
) => string;

type Part = readonly [key: "seconds" | "minutes" | "hours", count: number];

/** Two units at most: "42 s", "14 min 13 s", "76 h 15 min". @param seconds below zero count as none */
export function durationWords(t: DurationWords, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds)) * second;
  if (whole < hour)
    return joined(t, ["minutes", whole / minute], ["seconds", rest(whole, minute, second)]);
  return joined(t, ["hours", whole / hour], ["minutes", rest(whole, hour, minute)]);
}

/** The same where nobody counts seconds: "under a minute", "12 min", "2 h 5 min", "3 days". */
export function waitWords(t: DurationWords, ms: number): string {
  if (ms < minute) return unbroken(t("moment", { count: 0 }));
  if (ms >= day) return unbroken(t("days", { count: Math.floor(ms / day) }));
  return joined(t, ["hours", ms / hour], ["minutes", rest(ms, hour, minute)]);
}

const rest = (ms: number, larger: number, unit: number) => (ms % larger) / unit;

/** Nothing is said of a unit there is none of, unless there is none of either. */
function joined(t: DurationWords, larger: Part, smaller: Part): string {
  const parts = [larger, smaller].map(([key, count]) => [key, Math.floor(count)] as const);
  const some = parts.filter(([, count]) => count > 0);
  const shown = some.length > 0 ? some : parts.slice(1);
  return unbroken(shown.map(([key, count]) => t(key, { count })).join(" "));
}

/** A figure at the end of one line and its unit at the beginning of the next are read as two things. */
const unbroken = (words: string) => words.replaceAll(" ", "\u00a0");
