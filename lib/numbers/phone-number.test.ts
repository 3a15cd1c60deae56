import { parse } from "csv-parse/sync";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  formatPhoneNumber,
  isDialable,
  nationalSpellings,
  parsePhoneNumber,
  pastedNumber,
} from "./phone-number";

interface Case {
  typed: string;
  country: string;
  /** Empty: never anybody's. */
  e164: string;
  shown: string;
}
const file = new URL("phone-number.cases.csv", import.meta.url);
const cases = parse<Case>(readFileSync(file, "utf8"), { columns: true });

describe("parsePhoneNumber", () => {
  it.each(cases)("reads $typed in $country as $e164", ({ typed, country, e164, shown }) => {
    const number = parsePhoneNumber(typed, country);
    expect(number.e164).toBe(e164 || null);
    expect(number.raw).toBe(typed.trim());
    if (e164) expect(number.digits).toBe(e164.slice(1));
    expect(formatPhoneNumber(number)).toBe(shown);
  });

  it("keeps the digits of a number it can't understand, without its extension", () => {
    expect(parsePhoneNumber("011-22-33 доб. 5", "RU").digits).toBe("0112233");
    expect(parsePhoneNumber("anonymous", "RU").digits).toBe("");
  });

  it("reads its own output, whatever the country", () => {
    for (const { e164 } of cases) {
      if (e164) expect(parsePhoneNumber(e164, "FR").e164).toBe(e164);
    }
  });

  it("answers at once for hostile input", () => {
    const before = process.cpuUsage();
    parsePhoneNumber(`+7${" ".repeat(200_000)}x`, "RU");
    parsePhoneNumber("9".repeat(200_000), "RU");
    // In µs of our own: what a neighbour on the machine takes does not count.
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  });
});

describe("formatPhoneNumber", () => {
  it.each([
    ["+73430112233", "+7 343 011 22 33"],
    ["+380440112233", "+380 44 011 2233"],
    ["+12025550143", "+1 202 555 0143"],
    ["+442079460123", "+44 20 7946 0123"],
  ])("groups %s as its country does", (e164, formatted) => {
    expect(formatPhoneNumber({ raw: e164, e164 })).toBe(formatted);
  });

  it("shows what it does not understand as it came, and nothing of what is hidden", () => {
    expect(formatPhoneNumber({ raw: "345-67-89", e164: null })).toBe("345-67-89");
    expect(formatPhoneNumber({ raw: "anonymous", e164: null })).toBe("");
  });

  it("leaves the code out at home when asked to", () => {
    const number = { raw: "", e164: "+73430112233" };
    expect(formatPhoneNumber(number, { country: "RU" })).toBe("8 (343) 011-22-33");
    expect(formatPhoneNumber(number, { country: "UA" })).toBe("+7 343 011 22 33");
  });
});

describe("nationalSpellings", () => {
  it.each([
    ["+380671234567", ["671234567", "0671234567", "80671234567"]],
    ["+79123456789", ["9123456789", "89123456789"]],
    ["+375291234567", ["291234567", "80291234567"]],
    ["+12025550143", ["2025550143"]],
    // Too short to be one person's.
    ["+4930123456", []],
  ])("of %s are %j", (e164, spellings) => expect(nationalSpellings(e164)).toEqual(spellings));
});

describe("isDialable", () => {
  it.each(["+7 (343) 011-22-33", "73430112233", "101", "02", "8.343.011.22.33"])(
    "lets %j through",
    (number) => expect(isDialable(number)).toBe(true),
  );

  it.each([
    "",
    "1",
    "+",
    "()",
    "*21*73430112233#",
    "#31#73430112233",
    "101#",
    "73430112233;ext=1",
    "7343+011",
    "7343\n0112233",
    "7343\r\n",
    "7343\t011",
    "73430112233,,1",
    "anonymous",
    "sip:101@pbx",
    "٧٣٤٣٠١١٢٢٣٣",
    "1".repeat(19),
  ])("keeps %j off the line", (number) => expect(isDialable(number)).toBe(false));
});

it.each([
  ["tel:+7-343-011-22-33", "+7 343 011 22 33"],
  ["tel:+73430112233;ext=12", "+7 343 011 22 33"],
  [" 8 (343) 011-22-33, доб. 5", "+7 343 011 22 33"],
  ["+380 44 000 02 01", "+380 44 000 0201"],
  ["tel:101", "101"],
  ["101", "101"],
  ["tel:*21*100#", "*21*100#"],
  ["*100#", "*100#"],
  ["100#", "100#"],
  ["javascript:alert(1)", "(1)"],
  ["", ""],
])("%j is dialled as %j", (text, number) => {
  expect(pastedNumber(text, "RU")).toBe(number);
});
