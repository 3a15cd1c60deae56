/**
 * What a benchmark is given, and what it gives back: one file each, listed in run.ts. How much is measured
 * is one of two efforts: a run to quote, and one that only shows that nothing is broken.
 */
import type { Stage } from "./stage";
import type { BenchDatabase } from "./seed/database";
import type { SeedSize } from "./seed/statements";
import type { Row } from "./table";

export interface Effort {
  seed: SeedSize;
  /** Events a second at which latency is measured. */
  rates: number[];
  /** How long each of them is held, in seconds. */
  seconds: number;
  /** Of the highest rate: how long each is tried, where it begins and ends, how often it halves the last step. */
  search: { seconds: number; lowest: number; highest: number; refinements: number };
  /** Most calls sent at once. */
  burstCalls: number;
  /** A long time's calls, and the events a second they come with. */
  hour: { calls: number; rate: number };
  /** Questions to the search; people who type at the same time; rows of an import. */
  finding: { questions: number; plain: number; people: number; imported: number };
  /** Of the address book that comes in while calls do. */
  importRows: number;
  /** Starts, of which the middle one counts. */
  starts: number;
  /** Time to give memory back, in seconds. */
  pauseSeconds: number;
}

export interface Context {
  effort: Effort;
  say(line: string): void;
}

export interface DatabaseContext extends Context {
  database: BenchDatabase;
  /** The product and the relay, running on `database` and warm: one for all benchmarks that ask. */
  stage(): Promise<Stage>;
}

/** One that needs a database runs once on each; the others run once. */
export type Benchmark =
  | {
      name: string;
      needsDatabase: true;
      /** It starts a product itself: the one of `stage` is stopped for it, as only one may run on a database. */
      ownProduct?: true;
      run(context: DatabaseContext): Promise<Row[]>;
    }
  | { name: string; needsDatabase: false; run(context: Context): Promise<Row[]> };

export const full: Effort = {
  seed: { contacts: 1_000_000, people: 1_000, calls: 1_000_000 },
  rates: [50, 200, 1_000],
  seconds: 10,
  // Beyond, the benchmark's own processes are what is measured.
  search: { seconds: 5, lowest: 10, highest: 51_200, refinements: 3 },
  burstCalls: 6_667,
  hour: { calls: 12_000, rate: 1_000 },
  finding: { questions: 2_000, plain: 100, people: 20, imported: 20_000 },
  importRows: 100_000,
  starts: 3,
  pauseSeconds: 15,
};

export const quick: Effort = {
  seed: { contacts: 20_000, people: 100, calls: 20_000 },
  rates: [50],
  seconds: 2,
  search: { seconds: 2, lowest: 50, highest: 100, refinements: 0 },
  burstCalls: 300,
  hour: { calls: 200, rate: 200 },
  finding: { questions: 300, plain: 50, people: 5, imported: 2_000 },
  importRows: 2_000,
  starts: 1,
  pauseSeconds: 1,
};
