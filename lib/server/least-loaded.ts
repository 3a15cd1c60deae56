/** Which of the pages' processes is asked next. */

export interface Load {
  isOpen: boolean;
  /** How many requests it has not answered yet. */
  underWay: number;
  /** How many it has been given so far. */
  taken: number;
}

/**
 * @returns that with the fewest requests under way; of equals that which was given the fewest so far, so that none is
 * cold when it is needed. Null when none is open
 */
export function leastLoaded<L extends Load>(processes: readonly L[]): L | null {
  return processes.reduce<L | null>((best, one) => {
    if (!one.isOpen) return best;
    if (!best || one.underWay < best.underWay) return one;
    return one.underWay === best.underWay && one.taken < best.taken ? one : best;
  }, null);
}
