/** In ms. */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What a database's integer holds. */
const mostSeconds = 2 ** 31 - 1;

/** Whole seconds from one time to another, however wrong a clock was: never negative, never more than can be stored. */
export function secondsBetween(from: Date, to: Date): number {
  const seconds = Math.round((to.getTime() - from.getTime()) / second);
  return Math.min(Math.max(seconds, 0), mostSeconds);
}

/**
 * A clock that runs before one's eyes: 0:07, 12:30, 1:02:03. What is over is said in words
 * (`durationWords`): beside dates a clock reads as a time of day.
 */
export function runningClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const tail = `${String(rest).padStart(2, "0")}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}
