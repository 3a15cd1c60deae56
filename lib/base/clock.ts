/**
 * The time that several copies of the program agree on: the database's. A machine whose clock is wrong by a minute must
 * not end other copies' claims, calls or sessions. A program that runs once goes by its own clock.
 */
import { sharedSlot } from "./process-slot";

/** By how much the database's clock is ahead of this machine's, in ms. */
export const clockOffset = sharedSlot<number>("clock-offset");

/** In ms since 1970. */
export function currentMs(): number {
  return Date.now() + (clockOffset.peek() ?? 0);
}

export function currentTime(): Date {
  return new Date(currentMs());
}

/** Less than this is the way to the database and back, in ms. */
const tolerance = 100;

/** @param time what the database's clock said, with this machine's before and after, in ms since 1970 */
export function followClock(time: { database: number; before: number; after: number }): void {
  const { database, before, after } = time;
  const known = clockOffset.peek() ?? 0;
  // Where the answer was on its way for longer, nobody knows when it was true.
  if (after - before > tolerance) return;
  const offset = Math.round(database - (before + after) / 2);
  const isNews = Math.abs(offset - known) > tolerance;
  if (isNews) clockOffset.set(offset);
}
