import { useSyncExternalStore } from "react";
import { z } from "zod";

/** What this browser does when a call rings; both are for its person to switch on. */
const settings = z.object({
  ringtone: z.boolean().catch(false),
  notices: z.boolean().catch(false),
});
export type AlertSettings = z.output<typeof settings>;

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
    return settings.catch(silent).parse(JSON.parse(text));
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

export function changeAlertSettings(change: Partial<AlertSettings>): void {
  localStorage.setItem(key, JSON.stringify({ ...read(), ...change }));
  changed.dispatchEvent(new Event("change"));
}
