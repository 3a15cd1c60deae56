/**
 * Slows down guessing: after ten failures in a quarter of an hour, an account from one address has
 * to wait, longer each time. Counted per account and address, so nobody can lock a colleague out.
 */
import { processSlot } from "#lib/process-slot";

interface Failures {
  count: number;
  since: number;
  blockedUntil: number;
}

const allowed = 10;
const period = 15 * 60_000;
const firstPause = 1_000;
const longestPause = period;
/** Forgotten beyond this many: memory must not grow with an attacker's inventiveness. */
const mostRemembered = 10_000;

const slot = processSlot<Map<string, Failures>>("sign-in-throttle");
const failures = () => {
  if (!slot.peek()) slot.set(new Map());
  return slot.get();
};

/** Whether this account may be tried from this address now. */
export function maySignIn(key: string, now = Date.now()): boolean {
  return (failures().get(key)?.blockedUntil ?? 0) <= now;
}

export function signInFailed(key: string, now = Date.now()): void {
  const known = failures().get(key);
  const entry =
    known && now - known.since < period ? known : { count: 0, since: now, blockedUntil: 0 };
  entry.count += 1;
  if (entry.count >= allowed) {
    const pause = Math.min(firstPause * 2 ** (entry.count - allowed), longestPause);
    entry.blockedUntil = now + pause;
  }
  failures().delete(key);
  failures().set(key, entry);
  const oldest = failures().keys().next();
  if (failures().size > mostRemembered && !oldest.done) failures().delete(oldest.value);
}

export function signInSucceeded(key: string): void {
  failures().delete(key);
}
