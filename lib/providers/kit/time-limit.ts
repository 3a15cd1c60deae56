/**
 * Runs work under a signal that aborts when time is up, or with any of the signals given. The timer is
 * a strong reference until the work is done: on Node 20 the garbage collector takes an
 * `AbortSignal.timeout` that only `AbortSignal.any` refers to, and it never fires (nodejs/node#57736).
 *
 * @param ms from now
 */
export async function withTimeLimit<T>(
  ms: number,
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const abort = () => limit.abort();
  const timer = setTimeout(abort, ms);
  for (const signal of signals) {
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
  }
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal?.removeEventListener("abort", abort);
  }
}
