import { useEffect, useState } from "react";
import type { OutcomeView } from "#lib/realtime/events";
import { outcomesAction } from "#lib/outcomes/outcome-actions";

/** The outcomes to choose from, read again with each talk: an administrator may have edited the list. */
export function useOutcomes(callId: string | undefined): readonly OutcomeView[] {
  const [outcomes, setOutcomes] = useState<readonly OutcomeView[]>([]);
  useEffect(() => {
    if (!callId) return;
    let gone = false;
    void outcomesAction({})
      .catch(() => null)
      .then((result) => {
        if (!gone && result?.ok) setOutcomes(result.data);
      });
    return () => {
      gone = true;
    };
  }, [callId]);
  return outcomes;
}
