import { noteDrafts } from "../timeline/notes/call-note";
import { second } from "#lib/base/duration";

const prefix = "tinycrm.";
/** Choices of this browser's, which name nobody. */
const choices = ["tinycrm.alerts", "tinycrm.recordings.speed", "tinycrm.script"];
/** Notes carry clients' words, and are forgotten as soon as the server has them. */
const notes = "tinycrm.call-note.";
/** So long a sign-out waits for notes that are still on their way. */
const patience = 2 * second;

/** Leaves nothing of clients in this browser's storage, except a note that the server would not take. */
export async function forgetPerson(userId: string): Promise<void> {
  await Promise.race([
    noteDrafts().leave(userId),
    new Promise((resolve) => setTimeout(resolve, patience)),
  ]);
  try {
    for (const key of Object.keys(window.localStorage)) {
      const isKept = choices.includes(key) || key.startsWith(notes);
      if (key.startsWith(prefix) && !isKept) window.localStorage.removeItem(key);
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
