import { useSyncExternalStore } from "react";

/** What this browser does when a call rings, or was missed; all of it is for its person to switch on. */
export interface AlertSettings {
  ringtone: boolean;
  notices: boolean;
  /** Id of the person who is told here of missed calls while no page is open; null: nobody. */
  push: string | null;
}

const key = "tinycrm.alerts";
const silent: AlertSettings = { ringtone: false, notices: false, push: null };
const changed = new EventTarget();
let cached: { text: string | null; value: AlertSettings } = { text: null, value: silent };

function read(): AlertSettings {
  const text = localStorage.getItem(key);
  if (text !== cached.text) cached = { text, value: text === null ? silent : parse(text) };
  return cached.value;
}

function parse(text: string): AlertSettings {
  try {
    const kept = JSON.parse(text) as Partial<AlertSettings> | null;
    return {
      ringtone: kept?.ringtone === true,
      notices: kept?.notices === true,
      push: typeof kept?.push === "string" ? kept.push : null,
    };
  } catch {
    return silent;
  }
}

function subscribe(listener: () => void): () => void {
  changed.addEventListener("change", listener);
  // The other tabs of this browser.
  window.addEventListener("storage", listener);
  return () => {
    changed.removeEventListener("change", listener);
    window.removeEventListener("storage", listener);
  };
}

export function useAlertSettings(): AlertSettings {
  return useSyncExternalStore(subscribe, read, () => silent);
}

/** Whether this browser's person has said what they want, be it nothing; on the server it is not asked. */
export function useAlertsChosen(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key) !== null,
    () => true,
  );
}

/** What is not named stays as it is; with nothing named that is their choice. */
export function changeAlertSettings(change: Partial<AlertSettings>): void {
  localStorage.setItem(key, JSON.stringify({ ...read(), ...change }));
  changed.dispatchEvent(new Event("change"));
}
