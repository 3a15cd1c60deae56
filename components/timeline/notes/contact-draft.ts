"use client";

import { useCallback, useSyncExternalStore } from "react";
import { useMe } from "#components/live/live-provider";
import { browserStorage, type DraftStorage } from "./note-drafts";

const prefix = "tinycrm.contact-note.";
const listeners = new Set<() => void>();
let kept: DraftStorage | undefined;
const storage = () => (kept ??= browserStorage());

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  // Another tab types on.
  window.addEventListener("storage", onChange);
  return () => {
    listeners.delete(onChange);
    window.removeEventListener("storage", onChange);
  };
}

/**
 * A note about a contact that this person has begun: in this browser until it is saved, whatever page they go to
 * meanwhile. Unlike a call's it is sent when they say so.
 */
export function useContactDraft(contactId: string): [text: string, type: (text: string) => void] {
  const { userId } = useMe();
  const key = `${prefix}${userId}.${contactId}`;
  const text = useSyncExternalStore(
    subscribe,
    () => storage().getItem(key) ?? "",
    () => "",
  );
  const type = useCallback(
    (typed: string) => {
      if (typed === "") storage().removeItem(key);
      else storage().setItem(key, typed);
      listeners.forEach((listener) => listener());
    },
    [key],
  );
  return [text, type];
}
