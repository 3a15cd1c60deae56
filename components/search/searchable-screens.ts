import { getTranslations } from "next-intl/server";
import { type ActionId, actionIds, type NavIcon, type NavItem, type NavLabel } from "./navigation";
import { locales } from "#lib/i18n/locales";
import { foldForSearch } from "#lib/search/search-text";

/** What is found by its words in all languages: people switch keyboards, and colleagues, all day. */
export interface Searchable {
  screens: { href: string; icon: NavIcon; label: string; words: string }[];
  /** Folded words of each action. */
  actions: Record<ActionId, string>;
}

/** @param items the person's navigation */
export async function searchableScreens(
  items: readonly (NavItem & { label: NavLabel })[],
): Promise<Searchable> {
  const t = await getTranslations("shell");
  const shells = await Promise.all(
    locales.map((locale) => getTranslations({ locale, namespace: "shell" })),
  );
  const searches = await Promise.all(
    locales.map((locale) => getTranslations({ locale, namespace: "search" })),
  );
  const wordsOf = (action: ActionId) =>
    foldForSearch(searches.map((words) => words(`actions.${action}`)).join(" "));
  return {
    screens: items.map(({ href, icon, label }) => ({
      href,
      icon,
      label: t(label),
      words: foldForSearch(shells.map((words) => words(label)).join(" ")),
    })),
    actions: Object.fromEntries(actionIds.map((id) => [id, wordsOf(id)])) as Searchable["actions"],
  };
}
