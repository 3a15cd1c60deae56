import { BoundedMap } from "./bounded-map";

/** More keys are forgotten, the oldest first: memory must not grow with an attacker's inventiveness. */
const mostKeys = 10_000;

interface Window {
  count: number;
  since: number;
  blockedUntil: number;
}

export interface RateLimit {
  /**
   * @param now as `performance.now()`, which no change of the clock moves
   * @returns the seconds until the key may pass again, 0 when it may now
   */
  wait(key: string, now?: number): number;
  /** Counts one, whether or not it may pass. */
  count(key: string, now?: number): void;
  /** Counts one where it may pass. @returns as `wait` */
  take(key: string, now?: number): number;
  /** Starts a key's count anew. */
  forget(key: string): void;
}

interface RateLimitOptions {
  /** So many may pass in a period. */
  most: number;
  /** In ms, from a key's first. */
  period: number;
  /**
   * How long the key has to wait after the last that may pass (0), the one after it (1), …, in ms.
   * @default to the end of the period
   */
  pause?(beyond: number): number;
}

/** Counts by key, in the memory of this process. */
export function createRateLimit({ most, period, pause }: RateLimitOptions): RateLimit {
  const windows = new BoundedMap<string, Window>(mostKeys);

  function wait(key: string, now = performance.now()): number {
    const blockedUntil = windows.get(key)?.blockedUntil ?? 0;
    return Math.max(0, Math.ceil((blockedUntil - now) / 1000));
  }

  function count(key: string, now = performance.now()): void {
    const known = windows.get(key);
    const window =
      known && now - known.since < period ? known : { count: 0, since: now, blockedUntil: 0 };
    window.count += 1;
    if (window.count >= most) {
      window.blockedUntil = pause ? now + pause(window.count - most) : window.since + period;
    }
    windows.set(key, window);
  }

  return {
    wait,
    count,
    take(key, now = performance.now()) {
      const seconds = wait(key, now);
      if (seconds === 0) count(key, now);
      return seconds;
    },
    forget: (key) => void windows.delete(key),
  };
}
