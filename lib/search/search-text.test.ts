import { expect, it } from "vitest";
import { foldForSearch, marksAhead, sortKeyOf } from "./search-text";

it.each([
  ["  ООО  «Тёплый  ХЛЕБ»\n", "ооо «теплый хлеб»"],
  ["Ёлкина Алёна", "елкина алена"],
  ["Е\u0308лкина", "елкина"],
  ["ＡＢＣ\u00a0Ltd", "abc ltd"],
  ["Їжак Ґудзь", "їжак ґудзь"],
  ["Ивано\u0301в Андре\u0301й", "иванов андрей"],
  ["Jose\u0301", "josé"],
  ["", ""],
])("folds %j to %j", (text, folded) => expect(foldForSearch(text)).toBe(folded));

it.each([
  ["«ромашка»", "ромашка»"],
  ["\"' acme", "acme"],
  ["d'arc", "d'arc"],
  ["", ""],
])("sorts %j as %j", (folded, key) => expect(sortKeyOf(folded)).toBe(key));

it.each([...marksAhead])("leaves %j ahead out of the order, as the database does", (mark) =>
  expect(sortKeyOf(`${mark}a`)).toBe("a"),
);
