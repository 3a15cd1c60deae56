"use client";

import { Badge } from "#components/ui/badge";
import type { CallView } from "#lib/realtime/events";
import { useOutcomeWords } from "./use-outcome-words";

/** What the talk gave, beside what the line did. */
export function CallOutcome({ call }: { call: CallView }) {
  const words = useOutcomeWords();
  return call.outcome && <Badge tone="accent">{words(call.outcome)}</Badge>;
}
