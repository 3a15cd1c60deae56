/** So many in a period, by key; memory does not grow with the number of keys. */

/** Forgotten beyond this many, the oldest first. */
const mostRemembered = 10_000;

export interface RateLimit {
  /** Counts one. @returns 0 when it may pass, else the seconds until one may again */
  take(key: string, now?: number): number;
}

/** @param options.period in ms */
export function createRateLimit(options: { most: number; period: number }): RateLimit {
  const windows = new Map<string, { count: number; since: number }>();
  return {
    take(key, now = Date.now()) {
      const known = windows.get(key);
      if (known && now - known.since < options.period) {
        if (known.count >= options.most) {
          return Math.ceil((known.since + options.period - now) / 1000);
        }
        known.count += 1;
        return 0;
      }
      windows.delete(key);
      windows.set(key, { count: 1, since: now });
      const oldest = windows.keys().next();
      if (windows.size > mostRemembered && !oldest.done) windows.delete(oldest.value);
      return 0;
    },
  };
}
