/** How much is done at a time beside the calls: much while it is quiet, little while somebody talks. */
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { underWay } from "#lib/calls/queries";
import { db } from "#lib/db/client";
import type { Dialect } from "#lib/db/migrations";

/** How long one transaction may take while it is quiet, and while somebody talks, in ms. */
export interface Longest {
  quiet: number;
  calls: number;
}

/** Of an import. SQLite has one writer: whatever a call has to tell waits so long. PostgreSQL has many. */
export const longestOfImport: Record<Dialect, Longest> = {
  sqlite: { quiet: 60, calls: 40 },
  postgresql: { quiet: 300, calls: 400 },
};

/** Between two transactions while somebody talks, in ms. */
const shortRest = 1;

/** A row weighs one, and one more for each number, e-mail and tag: each is a row of the database's. */
const weights = { fewest: 20, first: 100, most: 3_000 };
/** How often it is asked whether there are calls, in ms. */
const askEvery = 500;

export interface Pace {
  /** What the next batch may weigh. */
  size(): number;
  /** A batch that weighed so much took so long, in ms. */
  took(ms: number, weight: number): void;
  /** Lets everybody else have their turn. */
  rest(): Promise<void>;
}

/**
 * @param options.isGuest others come first, as they do beside another process, which can't be heard waiting: they
 * have the database for as long as this had it
 */
export function createPace(longest: Longest, { isGuest = false } = {}): Pace {
  let size = weights.first;
  let last = 0;
  let calls = true;
  let askedAt = -Infinity;

  return {
    size: () => size,
    took(ms, weight) {
      last = ms;
      const wanted = longest[calls ? "calls" : "quiet"];
      // Not at once to what one lucky batch would allow.
      const fitting = Math.min((weight * wanted) / Math.max(ms, 0.1), size * 2);
      size = Math.round(Math.min(Math.max(fitting, weights.fewest), weights.most));
    },
    async rest() {
      if (performance.now() - askedAt > askEvery) {
        askedAt = performance.now();
        calls = (await db().call.count({ where: { state: { in: underWay } } })) > 0;
      }
      if (isGuest) await sleep(Math.max(last, shortRest));
      else await (calls ? sleep(shortRest) : turn());
    },
  };
}
