import DataLoader from "dataloader";

/** Keys of one batch: few enough that what comes of them holds nothing else up for long. */
export const mostInBatch = 50;

/**
 * Reads for all who ask at the same time, each by a key. A batch begins at once when none is under way; who asks
 * meanwhile is gathered for the next: only a reading that has not begun yet holds all that was written before they
 * asked. One batch at a time: however many ask, others find a connection to the database.
 * @param read answers in the order of the keys, of which some may be equal; an Error fails the one who asked by its key
 */
export function batchedReading<K, T>(
  read: (keys: readonly K[]) => Promise<readonly (T | Error)[]>,
): (key: K) => Promise<T> {
  let reading: Promise<unknown> = Promise.resolve();
  let last = reading;
  const loader = new DataLoader<K, T>(
    (keys) => {
      const batch = read(keys);
      reading = batch;
      return batch;
    },
    {
      cache: false,
      maxBatchSize: mostInBatch,
      batchScheduleFn(begin) {
        const turn = last.then(() => {
          begin();
          return reading;
        });
        last = turn.catch(() => undefined);
      },
    },
  );
  return (key) => loader.load(key);
}
