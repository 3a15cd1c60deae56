import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { day, hour, minute, second } from "#lib/base/duration";
import en from "../../messages/en/common.json";
import ru from "../../messages/ru/common.json";
import uk from "../../messages/uk/common.json";
import { durationWords, waitWords, type DurationWords } from "./duration-words";

const messages = { en, ru, uk };
type Language = keyof typeof messages;

function wordsIn(locale: Language): DurationWords {
  const t = createTranslator({ locale, messages: messages[locale], namespace: "duration" });
  return (key, values) => t(key, values);
}

/** With spaces at which no line breaks. */
const unbroken = (words: string) => words.replaceAll(" ", "\u00a0");

it.each([
  ["en", -3, "0 s"],
  ["en", 0, "0 s"],
  ["en", 42.9, "42 s"],
  ["en", 60, "1 min"],
  ["en", 853, "14 min 13 s"],
  ["en", 3600, "1 h"],
  ["en", 274_533, "76 h 15 min"],
  ["ru", 853, "14 мин 13 с"],
  ["ru", 274_533, "76 ч 15 мин"],
  ["uk", 853, "14 хв 13 с"],
  ["uk", 274_533, "76 год 15 хв"],
] as const)("%s: %d seconds are %s", (locale, seconds, words) => {
  expect(durationWords(wordsIn(locale), seconds)).toBe(unbroken(words));
});

it.each([
  [-second, "under a minute"],
  [59 * second, "under a minute"],
  [12 * minute + 59 * second, "12 min"],
  [2 * hour, "2 h"],
  [2 * hour + 5 * minute, "2 h 5 min"],
  [day + 23 * hour, "1 day"],
  [3 * day, "3 days"],
])("a wait of %d ms is %s", (ms, words) => {
  expect(waitWords(wordsIn("en"), ms)).toBe(unbroken(words));
});
