import { saveCallNoteAction } from "#lib/notes/note-actions";
import { createNoteDrafts, memoryStorage, type DraftStorage, type NoteDrafts } from "./note-drafts";

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
