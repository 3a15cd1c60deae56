/**
 * Reads once for all who ask at the same time. Who asks while a reading is under way gets the next: only a reading
 * that has not begun yet holds all that was written before they asked.
 */
export function sharedReading<T>(read: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    if (next) return next;
    const after = last.catch(() => undefined);
    next = after.then(() => {
      next = null;
      return read();
    });
    last = next;
    return next;
  };
}
