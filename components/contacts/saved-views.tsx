"use client";

import { useTranslations } from "next-intl";
import { plainView, type ListOptions, type ViewOptions } from "#lib/contacts/list-options";
import type { SavedViewItem } from "#lib/contacts/saved-views";
import { changeViewAction, saveViewAction } from "#lib/contacts/view-actions";
import { isSameView, listHref } from "./list-href";
import { storedView } from "./stored-view";
import { ViewTabs } from "./view-tabs";

interface SavedViewsProps {
  views: SavedViewItem<ViewOptions>[];
  options: ListOptions;
}

/** The lists of contacts a person comes back to. */
export function SavedViews({ views, options }: SavedViewsProps) {
  const t = useTranslations("contacts.views");
  return (
    <ViewTabs<ViewOptions>
      views={views}
      options={options}
      screen={{
        plain: [
          { name: t("all"), options: plainView },
          { name: t("mine"), options: { ...plainView, owner: "mine" } },
        ],
        isSame: isSameView,
        href: listHref,
        save: (view) => saveViewAction({ ...view, options: storedView(view.options) }),
        change: ({ options: changed, ...view }) =>
          changeViewAction({ ...view, ...(changed && { options: storedView(changed) }) }),
      }}
    />
  );
}
