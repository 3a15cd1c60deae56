import { unstable_isUnrecognizedActionError as isUnrecognized } from "next/navigation";
import { useSyncExternalStore } from "react";

/** tinyCRM was updated since the page came: it no longer knows what this page's buttons ask for. */
let outdated = false;
const listeners = new Set<() => void>();

/** Looks at why an action failed. */
export function noteOutdated(error: unknown): void {
  if (outdated || !isUnrecognized(error)) return;
  outdated = true;
  for (const listener of listeners) listener();
}

/** Until the page is loaded anew. Nobody does that for the reader: it would take what they have typed. */
export function useOutdated(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => outdated,
    () => false,
  );
}
