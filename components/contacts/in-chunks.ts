import type { ActionResult } from "#lib/auth/action";

/** As many contacts as one action takes. */
const chunkSize = 500;

/** What an action answers: counts, and lists of what it has done. */
type Answer<T> = { [K in keyof T]: number | unknown[] };

/**
 * Runs an action on many contacts, so many at a time.
 * @param onProgress told after each chunk but the last: how many have been dealt with
 * @returns what all of them answered, put together, and how the last of them ended: after one that fails there are no more
 */
export async function inChunks<T extends Answer<T>>(
  ids: readonly string[],
  action: (ids: string[]) => Promise<ActionResult<T>>,
  onProgress: (done: number) => void = () => undefined,
): Promise<{ answer: T | null; last: ActionResult<T> }> {
  let answer: T | null = null;
  for (let first = 0; ; first += chunkSize) {
    const last = await action(ids.slice(first, first + chunkSize));
    if (last.ok) answer = answer ? joined(answer, last.data) : last.data;
    const done = first + chunkSize;
    if (!last.ok || done >= ids.length) return { answer, last };
    onProgress(done);
  }
}

function joined<T extends Answer<T>>(one: T, other: T): T {
  const entries = Object.entries<number | unknown[]>(one).map(([name, value]) => {
    const more = other[name as keyof T];
    return [
      name,
      Array.isArray(value) ? [...value, ...(more as unknown[])] : value + Number(more),
    ] as const;
  });
  return Object.fromEntries(entries) as T;
}
