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
import { type PlaceLabel, placeLabels, placesFor } from "./places";
import type { Role } from "#lib/auth/roles";
import { locales } from "#lib/i18n/locales";
import { foldForSearch } from "#lib/search/search-text";

export interface SearchablePlace {
  href: string;
  icon: NavIcon;
  label: string;
  /** Folded: its names, and what else people call it. */
  words: string;
}

/** What is found by its words in all languages: people switch keyboards, and colleagues, all day. */
export interface Searchable {
  screens: SearchablePlace[];
  /** Offered once something is typed: there are many. */
  places: SearchablePlace[];
  /** Folded words of each action that the person may use. */
  actions: Partial<Record<ActionId, string>>;
}

/** @param options.passwords people sign in by password here */
export async function searchableScreens(
  user: { role: Role },
  options: { passwords: boolean },
): Promise<Searchable> {
  const t = await getTranslations("shell");
  const names = await getTranslations("places.names");
  const words = await (folded ??= foldAll());
  return {
    screens: navigationFor(user).map(({ href, icon, label }) => ({
      href,
      icon,
      label: t(label),
      words: words.screens[label],
    })),
    places: placesFor(user, options).map(({ href, icon, label }) => ({
      href,
      icon,
      label: names(label),
      words: words.places[label],
    })),
    actions: Object.fromEntries(actionsFor(user).map((id) => [id, words.actions[id]])),
  };
}

interface Folded {
  screens: Record<NavLabel, string>;
  places: Record<PlaceLabel, string>;
  actions: Record<ActionId, string>;
}

/** They are the same for everybody, and every page has them. */
let folded: Promise<Folded> | undefined;

async function foldAll(): Promise<Folded> {
  const inAll = <N extends "shell" | "search" | "places">(namespace: N) =>
    Promise.all(locales.map((locale) => getTranslations({ locale, namespace })));
  const [shells, searches, places] = [
    await inAll("shell"),
    await inAll("search"),
    await inAll("places"),
  ];
  const screen = (label: NavLabel) => [
    ...shells.map((words) => words(label)),
    ...places.map((words) => words(`screens.${label}`)),
  ];
  const place = (label: PlaceLabel) => [
    ...places.map((words) => words(`names.${label}`)),
    ...places.map((words) => words(`places.${label}`)),
  ];
  const action = (id: ActionId) => searches.map((words) => words(`actions.${id}`));
  const foldEach = <K extends string>(keys: readonly K[], words: (key: K) => string[]) =>
    Object.fromEntries(keys.map((key) => [key, foldForSearch(words(key).join(" "))])) as Record<
      K,
      string
    >;
  return {
    screens: foldEach(navLabels, screen),
    places: foldEach(placeLabels, place),
    actions: foldEach(actionIds, action),
  };
}
