/** What of the journal belongs to a person's day. */
import type { JournalView } from "./journal-options";

/** Their calls of today. */
export const ownDay = { period: "today", person: "mine" } as const satisfies Partial<JournalView>;

/** Those of them that were talks and say nothing of what came of it. */
export const withoutOutcome = {
  ...ownDay,
  outcome: "none",
} as const satisfies Partial<JournalView>;
