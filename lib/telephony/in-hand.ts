/** Which rows of the inbox this process is about to apply, so that none is taken up a second time. */
export interface InHand {
  /** @returns whether nobody had it; it is in hand from now on */
  take(id: number): boolean;
  /** They are applied. */
  release(ids: readonly number[]): void;
  /**
   * Runs what reads rows and takes up those that wait. What is released meanwhile stays in hand until its end: the
   * reading may have seen it as it was before.
   */
  reading<T>(work: () => Promise<T>): Promise<T>;
}

export function createInHand(): InHand {
  const taken = new Set<number>();
  const released: number[] = [];
  let readings = 0;

  function forget(): void {
    if (readings > 0) return;
    for (const id of released.splice(0)) taken.delete(id);
  }

  return {
    take(id) {
      if (taken.has(id)) return false;
      taken.add(id);
      return true;
    },
    release(ids) {
      released.push(...ids);
      forget();
    },
    async reading(work) {
      readings += 1;
      try {
        return await work();
      } finally {
        readings -= 1;
        forget();
      }
    },
  };
}
