import { setTimeout as sleep } from "node:timers/promises";

export interface RetryOptions {
  /** Before the next run, in ms; a function gets the number of failures so far, from 1. */
  pause: number | ((failures: number) => number);
  /**
   * Called with each failure and the number of failures so far, e.g. to log it.
   * @returns false to give up, which throws the failure
   */
  onFailure?(failure: unknown, failures: number): unknown;
  /** Gives up, with the signal's reason, also in the middle of a pause. */
  signal?: AbortSignal;
}

/** A pause that doubles with each failure, up to the longest; in ms. */
export const doubling = (first: number, longest: number) => (failures: number) =>
  Math.min(first * 2 ** (failures - 1), longest);

/**
 * Runs until it succeeds. Our own instead of p-retry, which gives up at once at any TypeError: a queue
 * of accepted messages must not.
 */
export async function retry<T>(run: () => T | Promise<T>, options: RetryOptions): Promise<T> {
  const { pause, onFailure, signal } = options;
  for (let failures = 1; ; failures++) {
    signal?.throwIfAborted();
    try {
      return await run();
    } catch (failure) {
      if (onFailure?.(failure, failures) === false) throw failure;
    }
    const length = typeof pause === "number" ? pause : pause(failures);
    // An abort ends the pause, and the next round throws its reason.
    await sleep(length, undefined, { signal }).catch(() => undefined);
  }
}
