import { isLocale, type Locale } from "#lib/i18n/locales";
import en from "../../messages/en/export.json";
import ru from "../../messages/ru/export.json";
import uk from "../../messages/uk/export.json";

export type ExportWords = typeof en;

const words: Record<Locale, ExportWords> = { en, ru, uk };

/** The headings of files, in the language of whoever takes them. */
export function exportWords(locale: string | null): ExportWords {
  return words[isLocale(locale) ? locale : "en"];
}
