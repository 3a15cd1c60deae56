import { expect, it } from "vitest";
import { highlight, highlightDigits, type Part } from "./palette-item";

const marked = (parts: Part[]) =>
  parts.map(({ text, found }) => (found ? `[${text}]` : text)).join("");

it.each([
  ["Фёдор Ёлкин", ["елк"], "Фёдор [Ёлк]ин"],
  ["Анна Аннина", ["анн"], "[Анн]а [Анн]ина"],
  ["Анна Смирнова", ["смир", "ан"], "[Ан]на [Смир]нова"],
  ["Acme", ["zzz"], "Acme"],
  ["Acme", [""], "Acme"],
])("in %s %j is marked", (text, words, expected) => {
  expect(marked(highlight(text, words))).toBe(expected);
});

it.each([
  ["+7 343 011 22 33", "0112", "+7 343 [011 2]2 33"],
  ["+7 343 011 22 33", "7343", "+[7 343] 011 22 33"],
  ["+7 343 011 22 33", "999", "+7 343 011 22 33"],
  ["101", "", "101"],
])("in the number %s %s is marked", (text, digits, expected) => {
  expect(marked(highlightDigits(text, digits))).toBe(expected);
});
