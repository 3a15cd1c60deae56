import type { ViewedList } from "#lib/contacts/saved-views";
import type { JournalView } from "./journal-options";
import { journalView } from "./journal-schema";

/** The journal, of which people keep views as of the contacts. */
export const journalViews: ViewedList<JournalView> = {
  name: "journal",
  options: journalView,
  write: (options) => options,
};
