/** Reads all that the statistics page shows: figures, times, groups and missed calls of a period. */
import { hasRole, type Role } from "#lib/auth/roles";
import { minute, second } from "#lib/base/duration";
import { targetMinutes } from "#lib/callbacks/target";
import {
  countCallbackTimes,
  countCalledBack,
  findOverdue,
  type CallbackGroup,
} from "./count-callbacks";
import {
  countAll,
  countGroups,
  countMissed,
  countOutcomes,
  countWaits,
  type CallFilter,
  type GroupFigures,
} from "./count-calls";
import {
  addFigures,
  mergeHistograms,
  noFigures,
  percentile,
  sizeOf,
  sumOf,
  sumOfCallbacks,
  talksOf,
  type CallbackFigures,
  type Figures,
} from "./figures";
import type { StatisticsOptions } from "./options";
import { localTimeIn, pieces, type Bucket, type Period, type Span } from "#lib/base/period";

/** Median and ninth decile in seconds; null when there is nothing to measure. */
export interface Times {
  medianWait: number | null;
  p90Wait: number | null;
  medianCallback: number | null;
  p90Callback: number | null;
  /** Number of clients called back. */
  calledBack: number;
}

export interface Summary extends Times {
  figures: Figures;
  callbacks: CallbackFigures;
}

export interface OutcomeCount {
  /** Null: no outcome was chosen. */
  outcomeId: string | null;
  talks: number;
}

export interface Statistics {
  now: Summary;
  /** The previous period, to compare with. */
  before: Summary;
  buckets: (Bucket & { figures: Figures; callbacks: CallbackFigures })[];
  people: { personId: string | null; figures: Figures }[];
  /** Whose callbacks they were; most first. */
  callbackPeople: { personId: string | null; callbacks: CallbackFigures }[];
  /** How long a client may wait, in seconds. */
  target: number;
  connections: { connectionId: string; figures: Figures }[];
  outcomes: OutcomeCount[];
  /** Missed calls by weekday, Monday first, and hour of the day. */
  missedByHour: number[][];
}

/** Days that one statement reads: few, so that calls are recorded between two statements. */
const daysAtOnce = 7;

/** Limits sales people to their own figures, whatever they ask for. */
export function filterFor(
  viewer: { id: string; role: Role },
  options: Pick<StatisticsOptions, "person" | "connection">,
): CallFilter {
  const personId = hasRole(viewer, "manager") ? options.person : viewer.id;
  return { personId, connectionId: options.connection };
}

export async function readStatistics(
  period: Period,
  filter: CallFilter,
  now = new Date(),
): Promise<Statistics> {
  const target = ((await targetMinutes()) * minute) / second;
  const buckets: Statistics["buckets"] = [];
  const groups: GroupFigures[] = [];
  const callbackGroups: CallbackGroup[] = [];
  // A bar is a week at most: short enough for one statement.
  for (const bucket of period.buckets) {
    const parts = await countGroups(bucket, filter);
    const callbacks = await readCallbacks(bucket, filter, { target, now });
    buckets.push({ ...bucket, figures: sumOf(parts), callbacks: sumOfCallbacks(callbacks) });
    groups.push(...parts);
    callbackGroups.push(...callbacks);
  }
  const figures = sumOf(buckets.map((bucket) => bucket.figures));
  const callbacks = sumOfCallbacks(callbackGroups);
  return {
    now: { figures, callbacks, ...(await readTimes(period, filter)) },
    before: await readSummary(period.previous, filter, { target, now }),
    buckets,
    target,
    callbackPeople: regroupCallbacks(callbackGroups),
    people: regroup(groups, ({ personId }) => personId).map(([personId, figures]) => {
      return { personId, figures };
    }),
    connections: regroup(groups, ({ connectionId }) => connectionId).map(
      ([connectionId, figures]) => {
        return { connectionId, figures };
      },
    ),
    outcomes: await readOutcomes(period, filter, talksOf(figures)),
    missedByHour: await readMissedByHour(period, filter),
  };
}

/** Figures and times alone. */
async function readSummary(span: Span, filter: CallFilter, due: Due): Promise<Summary> {
  const figures = await inPieces(span, (piece) => countAll(piece, filter));
  const callbacks = sumOfCallbacks(await readCallbacks(span, filter, due));
  return { figures: sumOf(figures), callbacks, ...(await readTimes(span, filter)) };
}

/** How long a client may wait, in seconds, and the time up to which they have waited. */
interface Due {
  target: number;
  now: Date;
}

/** Clients called back in the span, by person, and those whose time for it ran out in it. */
async function readCallbacks(span: Span, filter: CallFilter, due: Due): Promise<CallbackGroup[]> {
  const called = await countCalledBack(span, filter, due.target);
  const overdue = await findOverdue(span, filter, due.now);
  return [
    ...called,
    ...overdue.map(({ personId }) => ({ personId, calledBack: 0, inTime: 0, overdue: 1 })),
  ];
}

/** By person; most first. */
function regroupCallbacks(groups: readonly CallbackGroup[]): Statistics["callbackPeople"] {
  const all = ({ calledBack, overdue }: CallbackFigures) => calledBack + overdue;
  return [...new Set(groups.map(({ personId }) => personId))]
    .map((personId) => ({
      personId,
      callbacks: sumOfCallbacks(groups.filter((group) => group.personId === personId)),
    }))
    .sort((a, b) => all(b.callbacks) - all(a.callbacks));
}

async function readTimes(span: Span, filter: CallFilter): Promise<Times> {
  const waits = mergeHistograms(await inPieces(span, (piece) => countWaits(piece, filter)));
  const callbacks = await countCallbackTimes(span, filter);
  return {
    medianWait: percentile(waits, 0.5),
    p90Wait: percentile(waits, 0.9),
    medianCallback: percentile(callbacks, 0.5),
    p90Callback: percentile(callbacks, 0.9),
    calledBack: sizeOf(callbacks),
  };
}

/** Most frequent first; talks without an outcome come last. */
async function readOutcomes(span: Span, filter: CallFilter, talks: number) {
  const chosen = new Map<string, number>();
  for (const piece of await inPieces(span, (week) => countOutcomes(week, filter))) {
    for (const { outcomeId, talks: count } of piece) {
      chosen.set(outcomeId, (chosen.get(outcomeId) ?? 0) + count);
    }
  }
  const sorted = [...chosen].sort(([, a], [, b]) => b - a);
  const rest = talks - sorted.reduce((sum, [, count]) => sum + count, 0);
  const counts: OutcomeCount[] = sorted.map(([outcomeId, count]) => ({ outcomeId, talks: count }));
  return rest > 0 ? [...counts, { outcomeId: null, talks: rest }] : counts;
}

async function readMissedByHour(period: Period, filter: CallFilter): Promise<number[][]> {
  const hours = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const piece of pieces(period, daysAtOnce)) {
    const localTime = localTimeIn(piece, period.zone);
    for (const { at, missed } of await countMissed(piece, filter)) {
      const { weekday, hour } = localTime(at);
      hours[weekday]![hour]! += missed;
    }
  }
  return hours;
}

/** Reads the pieces in turn, never at once: statistics can wait, calls can't. */
async function inPieces<T>(span: Span, read: (piece: Span) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const piece of pieces(span, daysAtOnce)) results.push(await read(piece));
  return results;
}

/** Sums the groups by a key; most talks first. */
function regroup<K>(groups: readonly GroupFigures[], keyOf: (group: GroupFigures) => K) {
  const byKey = new Map<K, Figures>();
  for (const group of groups) {
    const sum = byKey.get(keyOf(group)) ?? { ...noFigures };
    addFigures(sum, group);
    byKey.set(keyOf(group), sum);
  }
  return [...byKey].sort(([, a], [, b]) => talksOf(b) - talksOf(a) || b.incoming - a.incoming);
}
