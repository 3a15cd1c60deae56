import { useTranslations } from "next-intl";
import {
  isPlaceholder,
  type Placeholder,
  placeholders,
  replacePlaceholders,
} from "#lib/templates/placeholders";

/** Placeholders in the reader's language, to read and to type. */
export function usePlaceholderWords() {
  const t = useTranslations("templates.placeholders");
  const inWords = (name: Placeholder) => `{${t(name)}}`;
  const meantBy = (word: string) =>
    placeholders.find((name) => t(name).toLowerCase() === word.toLowerCase()) ?? word;
  return {
    inWords,
    /** A template's text as it is shown. */
    shown: (text: string) =>
      replacePlaceholders(text, (name) => (isPlaceholder(name) ? inWords(name) : `{${name}}`)),
    /** What was typed as it is kept; a word that stands for nothing stays, and is refused. */
    kept: (typed: string) => replacePlaceholders(typed, (word) => `{${meantBy(word)}}`),
  };
}
