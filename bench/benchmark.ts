/** What a benchmark is given, and what it gives back: one file each, listed in run.ts. */
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
  | { name: string; needsDatabase: true; run(context: DatabaseContext): Promise<Row[]> }
  | { name: string; needsDatabase: false; run(context: Context): Promise<Row[]> };
