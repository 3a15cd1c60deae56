/** Everything the statistics page shows, its tables and its files. */
import { hasRole, type Role } from "#lib/auth/roles";
import { callbackTimes } from "./callback-times";
import {
  countAll,
  countGroups,
  countMissed,
  countOutcomes,
  countWaits,
  type GroupFigures,
  type Narrowing,
} from "./count-calls";
import { add, noFigures, sumOf, talksOf, type Figures } from "./figures";
import { merge, percentile, sizeOf } from "./histogram";
import type { StatisticsOptions } from "./options";
import { localTimeIn, pieces, type Bucket, type Period, type Span } from "./period";

/** Times in seconds; null when there was nothing to measure. */
export interface Times {
  medianWait: number | null;
  p90Wait: number | null;
  medianCallback: number | null;
  p90Callback: number | null;
  /** Clients called back. */
  calledBack: number;
}

export interface Summary extends Times {
  figures: Figures;
}

export interface OutcomeCount {
  /** Null: nobody said. */
  outcomeId: string | null;
  talks: number;
}

export interface Statistics {
  now: Summary;
  /** The same of the period before. */
  before: Summary;
  buckets: (Bucket & { figures: Figures })[];
  people: { personId: string | null; figures: Figures }[];
  connections: { connectionId: string; figures: Figures }[];
  outcomes: OutcomeCount[];
  /** Missed calls by weekday, Monday first, and hour of the day. */
  missedByHour: number[][];
}

/** So many days one statement reads: short enough for a call to be recorded in between. */
const daysAtOnce = 7;

/** Sales people see their own figures, whatever they ask for. */
export function narrowingFor(
  viewer: { id: string; role: Role },
  options: Pick<StatisticsOptions, "person" | "connection">,
): Narrowing {
  const personId = hasRole(viewer, "manager") ? options.person : viewer.id;
  return { personId, connectionId: options.connection };
}

export async function readStatistics(period: Period, narrowing: Narrowing): Promise<Statistics> {
  const buckets: Statistics["buckets"] = [];
  const groups: GroupFigures[] = [];
  // A bar is a week at most, and so is what one statement reads.
  for (const bucket of period.buckets) {
    const found = await countGroups(bucket, narrowing);
    buckets.push({ ...bucket, figures: sumOf(found) });
    groups.push(...found);
  }
  const figures = sumOf(buckets.map((one) => one.figures));
  return {
    now: { figures, ...(await readTimes(period, narrowing)) },
    before: await readBefore(period.previous, narrowing),
    buckets,
    people: regroup(groups, (one) => one.personId).map(([personId, figures]) => {
      return { personId, figures };
    }),
    connections: regroup(groups, (one) => one.connectionId).map(([connectionId, figures]) => {
      return { connectionId, figures };
    }),
    outcomes: await readOutcomes(period, narrowing, talksOf(figures)),
    missedByHour: await readMissedByHour(period, narrowing),
  };
}

/** Figures and times alone, to compare with. */
async function readBefore(span: Span, narrowing: Narrowing): Promise<Summary> {
  const figures = await inPieces(span, (piece) => countAll(piece, narrowing));
  return { figures: sumOf(figures), ...(await readTimes(span, narrowing)) };
}

async function readTimes(span: Span, narrowing: Narrowing): Promise<Times> {
  const waits = merge(await inPieces(span, (piece) => countWaits(piece, narrowing)));
  const callbacks = await callbackTimes(span, narrowing);
  return {
    medianWait: percentile(waits, 0.5),
    p90Wait: percentile(waits, 0.9),
    medianCallback: percentile(callbacks, 0.5),
    p90Callback: percentile(callbacks, 0.9),
    calledBack: sizeOf(callbacks),
  };
}

/** The most frequent first; at the end the talks of which nobody said anything. */
async function readOutcomes(span: Span, narrowing: Narrowing, talks: number) {
  const said = new Map<string, number>();
  for (const piece of await inPieces(span, (one) => countOutcomes(one, narrowing))) {
    for (const { outcomeId, talks: count } of piece) {
      said.set(outcomeId, (said.get(outcomeId) ?? 0) + count);
    }
  }
  const sorted = [...said].sort(([, a], [, b]) => b - a);
  const unsaid = talks - sorted.reduce((sum, [, count]) => sum + count, 0);
  const counts: OutcomeCount[] = sorted.map(([outcomeId, count]) => ({ outcomeId, talks: count }));
  return unsaid > 0 ? [...counts, { outcomeId: null, talks: unsaid }] : counts;
}

async function readMissedByHour(period: Period, narrowing: Narrowing): Promise<number[][]> {
  const hours = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const piece of pieces(period, daysAtOnce)) {
    const localTime = localTimeIn(piece, period.zone);
    for (const { at, missed } of await countMissed(piece, narrowing)) {
      const { weekday, hour } = localTime(at);
      hours[weekday]![hour]! += missed;
    }
  }
  return hours;
}

/** One after the other: statistics can wait, calls can't. */
async function inPieces<T>(span: Span, read: (piece: Span) => Promise<T>): Promise<T[]> {
  const found: T[] = [];
  for (const piece of pieces(span, daysAtOnce)) found.push(await read(piece));
  return found;
}

/** Added up by what `keyOf` says, most talks first. */
function regroup<K>(groups: readonly GroupFigures[], keyOf: (one: GroupFigures) => K) {
  const byKey = new Map<K, Figures>();
  for (const one of groups) {
    const sum = byKey.get(keyOf(one)) ?? { ...noFigures };
    add(sum, one);
    byKey.set(keyOf(one), sum);
  }
  return [...byKey].sort(([, a], [, b]) => talksOf(b) - talksOf(a) || b.incoming - a.incoming);
}
