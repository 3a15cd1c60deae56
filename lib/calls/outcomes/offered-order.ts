import type { OfferedOutcome } from "../call-view";

/** An outcome with the number of its key. */
export interface KeyedOutcome extends OfferedOutcome {
  number: number;
}

/** Those the product comes with that say what was talked about; what a team has named itself may fit any call. */
const ofTalks: ReadonlySet<string | null> = new Set([
  "agreed",
  "interested",
  "answered",
  "not-interested",
]);

/** As a call's card shows them: after a call that nobody took, those of talks stand last. Each keeps its key. */
export function inOfferedOrder(
  outcomes: readonly OfferedOutcome[],
  { isTry }: { isTry: boolean },
): KeyedOutcome[] {
  const keyed = outcomes.map((outcome, index) => ({ ...outcome, number: index + 1 }));
  if (!isTry) return keyed;
  return keyed.toSorted((a, b) => Number(ofTalks.has(a.key)) - Number(ofTalks.has(b.key)));
}
