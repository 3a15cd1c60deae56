/** The form's words: they are outside Next, so its page needs none of what a signed-in page does. */
import type { Locale } from "#lib/i18n/locales";
import en from "../../../messages/en/leadForm.json" with { type: "json" };
import ru from "../../../messages/ru/leadForm.json" with { type: "json" };
import uk from "../../../messages/uk/leadForm.json" with { type: "json" };

export type FormWords = typeof en;

export const formWords: Record<Locale, FormWords> = { en, ru, uk };

export type FormError = keyof FormWords["errors"];

/** What a wrong field is called; one without words of its own "failed". */
export function errorWords(words: FormWords, code: string): string {
  return words.errors[code as FormError] ?? words.errors.failed;
}
