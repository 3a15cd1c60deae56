import { useEffect, useState } from "react";

const lock = "tinycrm-alert";

/**
 * Whether this tab is the one of its browser that alerts. It is whoever holds a lock: the first tab,
 * and from then on the tab a person first uses, as browsers let no other make a sound. Where there
 * are no locks (a page without https), every tab alerts: better twice than not at all.
 */
export function useAlertLeader(): boolean {
  const [leads, setLeads] = useState<boolean>(
    () => typeof navigator !== "undefined" && !("locks" in navigator),
  );
  useEffect(() => {
    if (!("locks" in navigator)) return;
    /** The request by which this tab holds the lock, and what lets go of it. */
    let held: { waiting: AbortController; release: () => void } | undefined;
    let closed = false;

    function ask(waiting: AbortController, options: LockOptions): void {
      const hold = () => {
        if (closed) return;
        setLeads(true);
        return new Promise<void>((release) => (held = { waiting, release }));
      };
      // Stolen by the tab the person has come to: this one stands in line again. One that this very tab
      // stole from itself, or did not wait for any longer, is no loss.
      const lost = () => {
        if (closed || held?.waiting !== waiting) return;
        held = undefined;
        setLeads(false);
        queue();
      };
      navigator.locks.request(lock, options, hold).catch(lost);
    }

    let waiting = new AbortController();
    function queue(): void {
      waiting = new AbortController();
      ask(waiting, { signal: waiting.signal });
    }
    function steal(): void {
      removeEventListener("pointerdown", steal);
      removeEventListener("keydown", steal);
      if (held) return;
      waiting.abort();
      ask(new AbortController(), { steal: true });
    }
    addEventListener("pointerdown", steal);
    addEventListener("keydown", steal);
    queue();
    return () => {
      closed = true;
      waiting.abort();
      held?.release();
      removeEventListener("pointerdown", steal);
      removeEventListener("keydown", steal);
    };
  }, []);
  return leads;
}
