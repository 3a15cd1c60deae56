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

it("puts the name first, the digits last, and leaves blanks out", () => {
  const numbers = [{ digits: "73430112233" }, { digits: "" }, { digits: "101" }];
  const emails = [{ address: "P@Example.ru" }, { address: "petr@work.example" }];
  const contact = { name: "Пётр", company: null, emails, numbers };
  expect(searchTextOf(contact)).toBe("петр p@example.ru petr@work.example 73430112233 101");
});
