/** The sets of calls that the figures of statistics count (docs/statistics.md). */
export const countedAs = [
  "calls",
  "incoming",
  "answered",
  "missed",
  "outgoing",
  "reached",
  "automatic",
  "talks",
] as const;

export type CountedAs = (typeof countedAs)[number];
