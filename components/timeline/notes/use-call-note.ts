import { useEffect, useSyncExternalStore } from "react";
import { useMe } from "#components/live/live-provider";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import {
  createNoteDrafts,
  memoryStorage,
  type DraftStorage,
  type NoteDraft,
  type NoteDrafts,
} from "./note-drafts";

let drafts: NoteDrafts | undefined;

/** The page's one store; only in the browser. */
export function noteDrafts(): NoteDrafts {
  drafts ??= createNoteDrafts(storage(), async (callId, text) => {
    return (await saveCallNoteAction({ callId, text })).ok;
  });
  return drafts;
}

function storage(): DraftStorage {
  const probe = "tinycrm.probe";
  try {
    window.localStorage.setItem(probe, "");
    window.localStorage.removeItem(probe);
    return window.localStorage;
  } catch {
    return memoryStorage();
  }
}

/** How often what could not be sent is tried again, in ms. */
const sweepEvery = 30_000;

export interface CallNote {
  text: string;
  /** Null while there is nothing to say: neither typed nor read. */
  state: "saved" | "unsaved" | null;
  type: (text: string) => void;
  /** Sends what waits, now. */
  flush: () => void;
}

/** The person's own note of a call, as it stands in this browser. */
export function useCallNote(callId: string): CallNote {
  const { userId } = useMe();
  const drafts = noteDrafts();
  const raw = useSyncExternalStore(
    drafts.subscribe,
    () => drafts.raw(userId, callId),
    () => null,
  );
  const draft = raw === null ? null : (JSON.parse(raw) as NoteDraft);
  return {
    text: draft?.text ?? "",
    state: draft && (draft.unsent ? "unsaved" : "saved"),
    type: (text) => drafts.type(userId, callId, text),
    flush: () => void drafts.flush(userId, callId),
  };
}

/** Sends what an earlier page or a lost network has left, and hears of what other tabs type. */
export function useNoteDelivery(): void {
  const { userId } = useMe();
  useEffect(() => {
    const drafts = noteDrafts();
    const sweep = () => drafts.sweep(userId);
    sweep();
    const timer = setInterval(sweep, sweepEvery);
    window.addEventListener("online", sweep);
    window.addEventListener("storage", drafts.changedElsewhere);
    document.addEventListener("visibilitychange", sweep);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", sweep);
      window.removeEventListener("storage", drafts.changedElsewhere);
      document.removeEventListener("visibilitychange", sweep);
    };
  }, [userId]);
}
