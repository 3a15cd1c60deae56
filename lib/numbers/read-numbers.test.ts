import { parse } from "csv-parse/sync";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import cases from "./hidden-number.cases.json" with { type: "json" };
import { isHiddenNumber } from "./hidden-number";
import { dialledNumber, extensionOf, parsePhoneNumber, pastedNumber } from "./phone-number";
import { isRounded, readNumbers, type FoundNumber } from "./read-numbers";

interface Case {
  text: string;
  country: string;
  /** `+380… #105 label`, with semicolons between. */
  numbers: string;
}
const file = new URL("read-numbers.cases.csv", import.meta.url);
const texts = parse<Case>(readFileSync(file, "utf8"), { columns: true });

const described = ({ e164, extension, label }: FoundNumber) =>
  [e164, extension && `#${extension}`, label].filter(Boolean).join(" ");

describe("readNumbers", () => {
  it.each(texts)("finds in $text of $country: $numbers", ({ text, country, numbers }) => {
    expect(readNumbers(text, country).map(described).join("; ")).toBe(numbers);
  });

  it.each(texts)("reads again what it has made of $text", ({ text, country }) => {
    for (const { raw, e164, extension } of readNumbers(text, country)) {
      expect(readNumbers(raw, country)).toMatchObject([{ raw, e164, extension }]);
      expect(parsePhoneNumber(raw, country).e164).toBe(e164);
    }
  });

  it("keeps a sentence with its number", () => {
    const text = "067 100 20 01 дзвонити після 18:00, краще у вихідні дні";
    expect(readNumbers(text, "UA")).toMatchObject([
      { raw: text, e164: "+380671002001", label: null },
    ]);
  });
});

it("knows the amounts of which digits are gone", () => {
  expect(["3,80671E+11", "7.49512E+10", "7,9e10"].map(isRounded)).toEqual([true, true, true]);
  expect(["3.80671002001E+11", "380671002001.0", "1e5"].some(isRounded)).toBe(false);
});

it.each([
  ["+7 812 010 20 05 доб. 105", "RU", "+78120102005"],
  ["79120102010.0", "RU", "+79120102010"],
  ["+067 100 20 30", "UA", "+380671002030"],
  ["067 100 20 30", "UA", "067 100 20 30"],
  ["8 (343) 011-22-33", "RU", "8 (343) 011-22-33"],
  ["‪+380 67 100 20 01‬", "UA", "+380 67 100 20 01"],
  ["тел. 101", "UA", "101"],
  ["101", "UA", "101"],
  ["067 100 20 10 або 050 100 20 10", "UA", ""],
  ["anonymous", "UA", ""],
  ["*100#", "UA", ""],
  ["\u202A#31#101\u202C", "UA", ""],
])("a click on %j in %s dials %j", (raw, country, dialled) => {
  expect(dialledNumber(parsePhoneNumber(raw, country))).toBe(dialled);
});

it.each([
  ["+78120102011*105", "+7 812 010 20 11"],
  ["tel:%2B78120102011", "+7 812 010 20 11"],
  ["моб. 8 912 010 20 01 Анна", "+7 912 010 20 01"],
])("%j pasted into the dial pad is %j", (text, number) => {
  expect(pastedNumber(text, "RU")).toBe(number);
});

it("tells the extension of a stored number without knowing its country", () => {
  expect(extensionOf("8 (812) 010-20-05 доб. 105")).toBe("105");
  expect(extensionOf("044 100 20 01 вн. 7")).toBe("7");
  expect(extensionOf("+78120102005")).toBeNull();
});

describe("isHiddenNumber", () => {
  it.each(cases.hidden)("knows %j", (raw) => expect(isHiddenNumber(raw)).toBe(true));
  it.each(cases.shown)("leaves %j alone", (raw) => expect(isHiddenNumber(raw)).toBe(false));
});
