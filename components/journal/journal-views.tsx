"use client";

import { useTranslations } from "next-intl";
import { ViewTabs } from "#components/contacts/view-tabs";
import type { SavedViewItem } from "#lib/contacts/saved-views";
import {
  isSameJournal,
  journalHref,
  plainJournalView,
  type JournalOptions,
  type JournalView,
} from "#lib/journal/journal-options";
import { changeJournalViewAction, saveJournalViewAction } from "#lib/journal/view-actions";

interface JournalViewsProps {
  views: SavedViewItem<JournalView>[];
  options: JournalOptions;
}

/** The journals a person comes back to. */
export function JournalViews({ views, options }: JournalViewsProps) {
  const t = useTranslations("contacts.views");
  return (
    <ViewTabs<JournalView>
      views={views}
      options={options}
      screen={{
        plain: [
          { name: t("all"), options: plainJournalView },
          { name: t("mine"), options: { ...plainJournalView, person: "mine" } },
        ],
        isSame: isSameJournal,
        href: journalHref,
        save: saveJournalViewAction,
        change: changeJournalViewAction,
      }}
    />
  );
}
