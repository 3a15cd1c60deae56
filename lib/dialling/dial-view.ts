/** A list that is called one by one, as pages and browsers hold it. Times are ISO 8601. */
import type { OutcomeView } from "#lib/calls/call-view";

/** Why somebody on the list is not offered. */
export type SkipReason =
  | "gone"
  | "reached"
  | "called"
  | "number-called"
  | "passed"
  | "no-number"
  | "do-not-call"
  | "on-call"
  | "taken"
  | "asleep"
  | "not-permitted";

/** Whoever the list's progress counts as done. */
export const isCounted = (reason: SkipReason): reason is "reached" | "called" | "passed" =>
  reason === "reached" || reason === "called" || reason === "passed";

/** Whoever is through with the list, for this round at least. */
export const isSettled = (reason: SkipReason): boolean =>
  isCounted(reason) || reason === "number-called";

/** Whoever can be called in a while, in this round. */
export const isForNow = (reason: SkipReason): boolean =>
  reason === "on-call" || reason === "taken" || reason === "asleep";

export interface Skipped {
  contactId: string;
  name: string;
  reason: SkipReason;
  /** When they were reached or called; from when they are awake. */
  at: string | null;
  /** Where they are, of those who sleep. */
  zone: string | null;
  /** Who is busy with them. */
  userId: string | null;
}

export interface DialProgress {
  /** All on the list. */
  size: number;
  /** With whom somebody has talked since the list began. */
  reached: number;
  /** Called in this round, and not reached. */
  tried: number;
  /** Passed over in this round. */
  passed: number;
}

export const doneOf = ({ reached, tried, passed }: DialProgress): number =>
  reached + tried + passed;

/** What became of a client of the list in this round. */
export interface SoFar {
  state: "reached" | "called" | "passed";
  /** ISO 8601. */
  at: string;
  /** What was said to have come of the call. */
  outcome: OutcomeView | null;
}

/** Where a step has led. */
export interface Step {
  /** The place on the list of who is to be called now; null: there is nobody (left). */
  position: number | null;
  /** Whom it has passed by, in order; no more than can be read. */
  skipped: Skipped[];
}
