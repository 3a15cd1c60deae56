import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { CallView } from "#lib/calls/call-view";

/** A day's figures come with its page, which is asked for anew when a call of the person's has ended. */
export function useFreshFigures(live: ReadonlyMap<string, CallView>, userId: string): void {
  const router = useRouter();
  const underWay = useRef(new Set<string>());
  useEffect(() => {
    let hasEnded = false;
    for (const { id, state, legs } of live.values()) {
      if (!legs.some((leg) => leg.userId === userId)) continue;
      if (state !== "ended") underWay.current.add(id);
      else if (underWay.current.delete(id)) hasEnded = true;
    }
    if (hasEnded) router.refresh();
  }, [live, userId, router]);
}
