/** How fast recordings are played, in this browser: whoever listens to many chooses once. */
import { useSyncExternalStore } from "react";

export const speeds = [1, 1.25, 1.5, 2] as const;
export type Speed = (typeof speeds)[number];

const key = "tinycrm.recordings.speed";
const usual: Speed = 1;
const listeners = new Set<() => void>();

function read(): Speed {
  try {
    const stored = Number(window.localStorage.getItem(key));
    return speeds.find((one) => one === stored) ?? usual;
  } catch {
    // A browser that keeps nothing.
    return usual;
  }
}

export function chooseSpeed(speed: Speed): void {
  try {
    window.localStorage.setItem(key, String(speed));
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

export function useSpeed(): Speed {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => usual,
  );
}
