import { expect, it } from "vitest";
import { searchTextOf, foldForSearch } from "./search-text";

it.each([
  ["  ООО  «Тёплый  ХЛЕБ»\n", "ооо «теплый хлеб»"],
  ["Ёлкина Алёна", "елкина алена"],
  ["Е\u0308лкина", "елкина"],
  ["ＡＢＣ\u00a0Ltd", "abc ltd"],
  ["Їжак Ґудзь", "їжак ґудзь"],
  ["", ""],
])("folds %j to %j", (text, folded) => expect(foldForSearch(text)).toBe(folded));

it("puts the name first and leaves blanks out", () => {
  expect(searchTextOf({ name: "Пётр", company: null, email: "P@Example.ru" })).toBe(
    "петр p@example.ru",
  );
});
