/** Which callbacks are a person's to do, from when, and in which order. */
import type { CallbackView } from "./callback-view";

export type CallbackFilter = "mine" | "all";

export interface ArrangedCallbacks {
  /** In the order in which they should be called. */
  waiting: CallbackView[];
  /** Promised for later or put off, the next one first. */
  later: CallbackView[];
}

interface ArrangeOptions {
  now: number;
  userId: string;
  filter: CallbackFilter;
  /** Closed ones that keep their place for a while. @default none */
  stays?: (callback: CallbackView) => boolean;
}

export function arrange(
  callbacks: Iterable<CallbackView>,
  { now, userId, filter, stays = () => false }: ArrangeOptions,
): ArrangedCallbacks {
  const shown = [...callbacks].filter((callback) =>
    callback.closed ? stays(callback) : filter === "all" || isFor(callback, userId),
  );
  return {
    waiting: shown
      .filter((callback) => shownFrom(callback) <= now)
      .sort((a, b) => rank(a, userId) - rank(b, userId) || deadline(a) - deadline(b) || byId(a, b)),
    later: shown
      .filter((callback) => shownFrom(callback) > now)
      .sort((a, b) => shownFrom(a) - shownFrom(b) || byId(a, b)),
  };
}

/** Those of the rows that are still to be done. */
export const openAmong = (callbacks: readonly CallbackView[]): CallbackView[] =>
  callbacks.filter(({ closed }) => closed === null);

/** A promise whose time counts: who was promised a call and has called in vain since then waits now. */
export function countsAsPromise({ promised, missedCount }: CallbackView): boolean {
  return promised && missedCount === 0;
}

/** A promise is no business of today before its time, nor is what somebody has put off. */
export function shownFrom(callback: CallbackView): number {
  const { dueAt, postponedUntil } = callback;
  return Math.max(countsAsPromise(callback) ? Date.parse(dueAt) : 0, timeOf(postponedUntil));
}

/** When it should be done, at the latest. */
export function deadline({ dueAt, postponedUntil }: CallbackView): number {
  return Math.max(Date.parse(dueAt), timeOf(postponedUntil));
}

/** Since when they wait: who was promised a later time and calls before, since that call. */
export function waitsFrom({ waitingSince, missed }: CallbackView): number {
  return Math.min(Date.parse(waitingSince), missed ? Date.parse(missed.at) : Infinity);
}

/** Who is on it now; null when nobody is, or has been for too long. */
export function claimant({ claim }: CallbackView, now: number): string | null {
  return claim && Date.parse(claim.until) > now ? claim.userId : null;
}

/** Mine first, then nobody's, then others'. */
function rank({ ownerId }: CallbackView, userId: string): number {
  if (ownerId === userId) return 0;
  return ownerId === null ? 1 : 2;
}

/** The person's own, what is nobody's, and what they are on. */
function isFor({ ownerId, claim }: CallbackView, userId: string): boolean {
  return ownerId === userId || ownerId === null || claim?.userId === userId;
}

const timeOf = (iso: string | null) => (iso ? Date.parse(iso) : 0);
const byId = (a: CallbackView, b: CallbackView) => (a.id < b.id ? -1 : 1);
