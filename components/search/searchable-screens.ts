import { getTranslations } from "next-intl/server";
import {
  type ActionId,
  actionIds,
  actionsFor,
  navigationFor,
  type NavIcon,
  type NavLabel,
  navLabels,
} from "./navigation";
import type { Role } from "#lib/auth/roles";
import { locales } from "#lib/i18n/locales";
import { foldForSearch } from "#lib/search/search-text";

/** What is found by its words in all languages: people switch keyboards, and colleagues, all day. */
export interface Searchable {
  screens: { href: string; icon: NavIcon; label: string; words: string }[];
  /** Folded words of each action that the person may use. */
  actions: Partial<Record<ActionId, string>>;
}

export async function searchableScreens(user: { role: Role }): Promise<Searchable> {
  const t = await getTranslations("shell");
  const { labels, actions } = await (folded ??= foldAll());
  return {
    screens: navigationFor(user).map(({ href, icon, label }) => ({
      href,
      icon,
      label: t(label),
      words: labels[label],
    })),
    actions: Object.fromEntries(actionsFor(user).map((id) => [id, actions[id]])),
  };
}

interface Folded {
  labels: Record<NavLabel, string>;
  actions: Record<ActionId, string>;
}

/** They are the same for everybody, and every page has them. */
let folded: Promise<Folded> | undefined;

async function foldAll(): Promise<Folded> {
  const shells = await Promise.all(
    locales.map((locale) => getTranslations({ locale, namespace: "shell" })),
  );
  const searches = await Promise.all(
    locales.map((locale) => getTranslations({ locale, namespace: "search" })),
  );
  const labelOf = (label: NavLabel) => shells.map((words) => words(label)).join(" ");
  const wordsOf = (id: ActionId) => searches.map((words) => words(`actions.${id}`)).join(" ");
  const foldEach = <K extends string>(keys: readonly K[], words: (key: K) => string) =>
    Object.fromEntries(keys.map((key) => [key, foldForSearch(words(key))])) as Record<K, string>;
  return { labels: foldEach(navLabels, labelOf), actions: foldEach(actionIds, wordsOf) };
}
