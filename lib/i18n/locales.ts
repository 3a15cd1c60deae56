export const locales = ["en", "ru", "uk"] as const;
export type Locale = (typeof locales)[number];

/** Cookie of the language chosen in this browser, also before sign-in. */
export const localeCookie = "tinycrm.locale";

/** By which dates, the clock and numbers are written: English is British, as its words are. */
export const formattingLocales = { en: "en-GB", ru: "ru", uk: "uk" } as const satisfies Record<
  Locale,
  string
>;

/** @param locale a formatting locale, as next-intl has it */
export function languageOf(locale: string): Locale {
  return locales.find((language) => locale.startsWith(language)) ?? "en";
}

export function isLocale(text: unknown): text is Locale {
  return locales.includes(text as Locale);
}

/** The first of these that is a language of ours, else English. */
export function chosenLocale(...wanted: readonly (string | null)[]): Locale {
  return wanted.find(isLocale) ?? "en";
}

/** First supported language of an Accept-Language header, else English. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  for (const part of (acceptLanguage ?? "").split(",")) {
    const language = part.split(";")[0]?.trim().slice(0, 2).toLowerCase();
    if (isLocale(language)) return language;
  }
  return "en";
}
