import type { Locale } from "#lib/i18n/locales";
import type { DemoWords } from "./demo-words";
import { english } from "./en";
import { russian } from "./ru";
import { ukrainian } from "./uk";

export const demoWords: Readonly<Record<Locale, DemoWords>> = {
  en: english,
  ru: russian,
  uk: ukrainian,
};
