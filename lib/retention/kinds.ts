/** What goes by itself when it is old, and within which limits an administrator says when; in days. */

interface Limits {
  /** null: kept for good. */
  byDefault: number | null;
  fewest: number;
  /** Whether it may be kept for good. */
  forGood: boolean;
}

/** A provider tells calls of up to thirty days ago anew: what it may still tell is left alone. */
const afterHistory = 31;

export const retentionKinds = {
  /** What came from outside, as it came: providers' messages, and rows of files that did not get in. */
  messages: { byDefault: 30, fewest: 7, forGood: true },
  /** Addresses under which recordings lie at the provider. */
  recordings: { byDefault: null, fewest: afterHistory, forGood: true },
  /** Whose calls, texts, callbacks and requests they were: they stay as figures. */
  clients: { byDefault: null, fewest: afterHistory, forGood: true },
  /** The database itself keeps entries for thirty days, whatever is said here (its migration). */
  audit: { byDefault: 365, fewest: 30, forGood: false },
} as const satisfies Record<string, Limits>;

export type RetentionKind = keyof typeof retentionKinds;
export const retentionNames = Object.keys(retentionKinds) as RetentionKind[];
export const mostDays = 3_650;

/** Days by kind; null: for good. */
export type Retention = Record<RetentionKind, number | null>;

/** How many rows a shorter time would take something from, by kind. */
export type Loss = Record<RetentionKind, number>;
/** Beyond it nobody needs to know how many exactly. */
export const mostCounted = 10_000;
