export const locales = ["en", "ru", "uk"] as const;
export type Locale = (typeof locales)[number];

/** Cookie of the language chosen in this browser, also before sign-in. */
export const localeCookie = "tinycrm.locale";

export function isLocale(text: unknown): text is Locale {
  return locales.includes(text as Locale);
}

/** First supported language of an Accept-Language header, else English. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  for (const part of (acceptLanguage ?? "").split(",")) {
    const language = part.split(";")[0]?.trim().slice(0, 2).toLowerCase();
    if (isLocale(language)) return language;
  }
  return "en";
}
