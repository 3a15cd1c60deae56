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
    let release: (() => void) | undefined;
    let closed = false;
    const hold = () => {
      if (closed) return;
      setLeads(true);
      return new Promise<void>((resolve) => (release = resolve));
    };
    const queue = () => {
      navigator.locks.request(lock, hold).catch(lost);
    };
    // Stolen by the tab the person has come to: this one stands in line again.
    const lost = () => {
      if (closed) return;
      release = undefined;
      setLeads(false);
      queue();
    };
    const steal = () => {
      removeEventListener("pointerdown", steal);
      removeEventListener("keydown", steal);
      if (!release) navigator.locks.request(lock, { steal: true }, hold).catch(lost);
    };
    addEventListener("pointerdown", steal);
    addEventListener("keydown", steal);
    queue();
    return () => {
      closed = true;
      release?.();
      removeEventListener("pointerdown", steal);
      removeEventListener("keydown", steal);
    };
  }, []);
  return leads;
}
