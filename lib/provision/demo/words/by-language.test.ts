/** One demo, told three times: of the same size, each in its own language, with numbers at which nobody can be. */
import { expect, it } from "vitest";
import { locales } from "#lib/i18n/locales";
import { demoContacts } from "../contacts";
import { demoWords } from "./by-language";
import type { DemoWords } from "./demo-words";

const shape = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.length
    : typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
      : typeof value;

it.each(locales)("%s says as much as the others", (language) => {
  const shapeOf = ({ numbers, ...words }: DemoWords) =>
    shape({ ...words, some: numbers.length > 0 });
  expect(shapeOf(demoWords[language])).toEqual(shapeOf(demoWords.en));
});

/** Names of products are written as they are everywhere. */
const brands = /VIP|Google Ads|SMS|https?:\S+|example\.\S+/g;
const foreign = {
  en: /[а-яёіїєґ]/i,
  ru: /[a-zіїєґ]/i,
  uk: /[a-zыэёъ]/i,
} as const;

const textsIn = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(value as object).flatMap(textsIn);

it.each(locales)("%s is one language", (language) => {
  for (const text of textsIn({ ...demoWords[language], domain: "", country: "", zone: "" })) {
    expect(text.replace(brands, "")).not.toMatch(foreign[language]);
  }
});

it.each(locales)("%s has 203 people, every one with another name and numbers", (language) => {
  const contacts = demoContacts(demoWords[language], ["a", "b"]);
  expect(new Set(contacts.map(({ name }) => name)).size).toBe(203);
  const firsts = contacts.map(({ numbers: [first] }) => first!.e164);
  expect(firsts).not.toContain(null);
  expect(new Set(firsts).size).toBe(203);
});

/** Ofcom's for drama, and what follows an area code where no subscriber's number begins so. */
const nobodys = {
  en: /^\+44(?:207946|161496|121496)0\d{3}$/,
  ru: /^\+7(?:495|812|343|383|843)01\d{5}$/,
  uk: /^\+380(?:44|32|48|57)01\d{5}$/,
} as const;

it.each(locales)("%s rings nobody", (language) => {
  const [, , , ...contacts] = demoContacts(demoWords[language], []);
  for (const { numbers } of contacts) {
    for (const { e164 } of numbers) expect(e164).toMatch(nobodys[language]);
  }
});
