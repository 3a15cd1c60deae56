import type { Locale } from "./locales";

const first = {
  en: () => import("../../messages/en"),
  ru: () => import("../../messages/ru"),
  uk: () => import("../../messages/uk"),
} satisfies Record<Locale, unknown>;

const later = {
  en: () => import("../../messages/en/later"),
  ru: () => import("../../messages/ru/later"),
  uk: () => import("../../messages/uk/later"),
} satisfies Record<Locale, unknown>;

const loaded = new Map<Locale, Promise<Record<string, unknown>>>();

/** All messages of a language, put together once; a provider's own are under `providers.<id>`. */
export function loadMessages(locale: Locale): Promise<Record<string, unknown>> {
  let all = loaded.get(locale);
  if (!all) {
    all = Promise.all([first[locale](), later[locale]()]).then(([words, more]) => ({
      ...words.messages,
      ...more.messages,
    }));
    loaded.set(locale, all);
  }
  return all;
}
