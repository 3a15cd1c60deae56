import { expect, it } from "vitest";
import { alternativesOf, foldForSearch, marksAhead, sortKeyOf } from "./search-text";

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

it.each([
  ["8 (843) 014", [["8843014"], ["843014"]]],
  ["8 (843", [["8843"], ["843"]]],
  ["(843) 014", [["843014"]]],
  ["+7 843 014", [["7843014"]]],
  ["0 44 765", [["044765"]]],
  ["044 765 43", [["04476543"], ["4476543"]]],
  ["24-7", [["24-7"], ["247"]]],
  ["24 7", [["24", "7"], ["247"]]],
  ["2031-01-06", [["2031-01-06"], ["20310106"]]],
  ["аптека 24 7", [["аптека", "24", "7"]]],
])("looks for %j by its digits in a row, or by its words", (q, alternatives) =>
  expect(alternativesOf(q)).toEqual(alternatives),
);
