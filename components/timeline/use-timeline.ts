import { useMemo, useState, useTransition } from "react";
import { useLiveCalls, useLiveSms } from "#components/live/live-provider";
import { earlierTimelineAction } from "#lib/timeline/timeline-actions";
import type { TimelineEntry, TimelineKind, TimelinePage } from "#lib/timeline/timeline-view";
import { withEarlier, withLive, withServed } from "./merge-entries";

export interface Timeline {
  entries: TimelineEntry[];
  /** Whether there are earlier ones. */
  more: boolean;
  loading: boolean;
  /** The last attempt to load earlier ones failed. */
  failed: boolean;
  showEarlier(): void;
}

/** @param options.served the page's first entries; newer ones, when it is served again */
export function useTimeline(options: {
  contactId: string;
  kinds: readonly TimelineKind[];
  served: TimelinePage;
}): Timeline {
  const { contactId, kinds, served } = options;
  const [seen, setSeen] = useState(served);
  const [known, setKnown] = useState(served);
  const [failed, setFailed] = useState(false);
  const [loading, start] = useTransition();
  if (seen !== served) {
    setSeen(served);
    setKnown(withServed(known, served));
  }
  const [calls, sms] = [useLiveCalls(), useLiveSms()];
  const entries = useMemo(
    () => withLive(known, { calls, sms }, { contactId, kinds }),
    [known, calls, sms, contactId, kinds],
  );

  function showEarlier() {
    const last = known.entries.at(-1);
    if (loading || !last) return;
    start(async () => {
      const before = { at: last.at, id: last.id };
      const result = await earlierTimelineAction({ contactId, kinds, before }).catch(() => null);
      setFailed(!result?.ok);
      if (result?.ok) setKnown((now) => withEarlier(now, result.data));
    });
  }
  return { entries, more: known.more, loading, failed, showEarlier };
}
