/** How often each whole number of seconds came up. */
export type Histogram = ReadonlyMap<number, number>;

export function merge(histograms: readonly Histogram[]): Histogram {
  const merged = new Map<number, number>();
  for (const histogram of histograms) {
    for (const [seconds, count] of histogram) {
      merged.set(seconds, (merged.get(seconds) ?? 0) + count);
    }
  }
  return merged;
}

export function sizeOf(histogram: Histogram): number {
  return [...histogram.values()].reduce((sum, count) => sum + count, 0);
}

/**
 * The least value within which at least this part of all stay: with 0.5 the median, and of an even
 * number the lower of the two in the middle. Null when there are none.
 */
export function percentile(histogram: Histogram, part: number): number | null {
  const wanted = sizeOf(histogram) * part;
  let seen = 0;
  for (const [seconds, count] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= wanted) return seconds;
  }
  return null;
}
