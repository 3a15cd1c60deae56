/** What an administrator's first hour consists of, in its order. */
export const setupSteps = [
  "company",
  "people",
  "connection",
  "extensions",
  "test",
  "import",
  "alerts",
  "ring",
] as const;
export type SetupStep = (typeof setupSteps)[number];

/** Which of them are done, as the data say; sound and notices are the browser's. */
export type SetupDone = Record<Exclude<SetupStep, "alerts">, boolean>;

export function isComplete(done: SetupDone): boolean {
  return Object.values(done).every(Boolean);
}
