import { useSyncExternalStore } from "react";

/** What this browser does when a call rings; both are for its person to switch on. */
export interface AlertSettings {
  ringtone: boolean;
  notices: boolean;
}

const key = "tinycrm.alerts";
const silent: AlertSettings = { ringtone: false, notices: false };
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
    return { ringtone: kept?.ringtone === true, notices: kept?.notices === true };
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
