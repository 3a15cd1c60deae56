/** Figures that statistics count, by the definitions of docs/statistics.md, and how they are added up. */

/** Counts and sums over any set of calls; they can be added. */
export interface Figures {
  /** Calls from clients. */
  incoming: number;
  /** Incoming calls that somebody took. */
  answered: number;
  /** Calls by people to clients. */
  outgoing: number;
  /** Outgoing calls that the client answered. */
  reached: number;
  /** Outgoing calls by nobody of ours: campaigns. */
  automatic: number;
  /** Ringing time of the answered calls, in seconds, and the number of calls with a known one. */
  waitSeconds: number;
  waits: number;
  /** Conversation, incoming and outgoing, in seconds. */
  talkSeconds: number;
}

export const noFigures: Figures = {
  incoming: 0,
  answered: 0,
  outgoing: 0,
  reached: 0,
  automatic: 0,
  waitSeconds: 0,
  waits: 0,
  talkSeconds: 0,
};

export const figureNames = Object.keys(noFigures) as (keyof Figures)[];

/** Adds to `sum` in place. */
export function addFigures(sum: Figures, figures: Figures): void {
  for (const name of figureNames) sum[name] += figures[name];
}

export function sumOf(all: readonly Figures[]): Figures {
  const sum = { ...noFigures };
  for (const figures of all) addFigures(sum, figures);
  return sum;
}

/** Incoming calls that ended without anybody taking them. */
export const missedOf = ({ incoming, answered }: Figures): number => incoming - answered;
export const talksOf = ({ answered, reached }: Figures): number => answered + reached;
export const callsOf = ({ incoming, outgoing }: Figures): number => incoming + outgoing;
/** Answered part of the incoming calls, 0 to 1; null without incoming calls. */
export const answeredPart = ({ incoming, answered }: Figures): number | null =>
  incoming === 0 ? null : answered / incoming;
/** Seconds; null when nothing was answered. */
export const averageWait = ({ waits, waitSeconds }: Figures): number | null =>
  waits === 0 ? null : Math.round(waitSeconds / waits);

/** What became of clients who waited for a call; they can be added. */
export interface CallbackFigures {
  /** Clients with whom somebody has talked since. */
  calledBack: number;
  /** Those of them that waited no longer than the target. */
  inTime: number;
  /** Clients who still wait, longer than the target. */
  overdue: number;
}

export function sumOfCallbacks(all: readonly CallbackFigures[]): CallbackFigures {
  const sum = { calledBack: 0, inTime: 0, overdue: 0 };
  for (const name of ["calledBack", "inTime", "overdue"] as const) {
    for (const figures of all) sum[name] += figures[name];
  }
  return sum;
}

/** Part of the clients who were called back within the target, 0 to 1; null when nobody has waited. */
export const inTimePart = ({ calledBack, inTime, overdue }: CallbackFigures): number | null =>
  calledBack + overdue === 0 ? null : inTime / (calledBack + overdue);

/** Number of occurrences of each whole number of seconds. */
export type Histogram = ReadonlyMap<number, number>;

export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
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
 * Least value at or below which this part of all values lies: 0.5 gives the median, the lower of the
 * two middle values when their number is even. Null for an empty histogram.
 */
export function percentile(histogram: Histogram, part: number): number | null {
  const rank = sizeOf(histogram) * part;
  let count = 0;
  for (const [seconds, times] of [...histogram].sort(([a], [b]) => a - b)) {
    count += times;
    if (count >= rank) return seconds;
  }
  return null;
}
