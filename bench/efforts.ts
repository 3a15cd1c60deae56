/** How much is measured: a run to quote, and one that only shows that nothing is broken. */
import type { Effort } from "./benchmark";

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
