/** How much an import does at a time: much while it is quiet, little while somebody talks. */
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { underWay } from "#lib/calls/queries";
import { db } from "#lib/db/client";
import type { Dialect } from "#lib/db/migrations";

/**
 * How long one transaction may take, in ms. SQLite works in the calls' own thread and has one writer:
 * whatever a call has to tell waits so long. PostgreSQL works beside us.
 */
const longest = {
  sqlite: { quiet: 60, calls: 15 },
  postgresql: { quiet: 300, calls: 80 },
} as const;

const rows = { fewest: 10, first: 50, most: 1_000 };
/** How often it is asked whether there are calls, in ms. */
const askEvery = 500;
/** Rows made ready in one go, between two turns of the event loop. */
export const slice = 25;

export interface Pace {
  /** Rows of the next batch. */
  size(): number;
  /** A batch of so many rows took so long, in ms. */
  took(ms: number, count: number): void;
  /** Lets everybody else have their turn. */
  rest(): Promise<void>;
}

export function createPace(dialect: Dialect): Pace {
  let size = rows.first;
  let calls = true;
  let askedAt = -Infinity;

  return {
    size: () => size,
    took(ms, count) {
      const wanted = longest[dialect][calls ? "calls" : "quiet"];
      // Not at once to what one lucky batch would allow.
      const fitting = Math.min((count * wanted) / Math.max(ms, 0.1), size * 2);
      size = Math.round(Math.min(Math.max(fitting, rows.fewest), rows.most));
    },
    async rest() {
      if (performance.now() - askedAt > askEvery) {
        askedAt = performance.now();
        calls = (await db().call.count({ where: { state: { in: underWay } } })) > 0;
      }
      await (calls ? sleep(1) : turn());
    },
  };
}
