import { describe, expect, it } from "vitest";
import cases from "./phone-numbers.fixture.json" with { type: "json" };
import { formatPhoneNumber, isDialable, parsePhoneNumber } from "./phone-number";

describe("a number's meaning", () => {
  it.each(cases)("%j in %s is %s", (raw, country, e164) => {
    expect(parsePhoneNumber(String(raw), String(country)).e164).toBe(e164);
  });

  it("keeps what was typed, and the digits", () => {
    expect(parsePhoneNumber("+7 (343) 0112233", "RU")).toEqual({
      raw: "+7 (343) 0112233",
      e164: "+73430112233",
      digits: "73430112233",
    });
  });
});

it("is shown as its country writes it, or as it came", () => {
  expect(formatPhoneNumber({ raw: "0671234567", e164: "+380671234567" })).toBe("+380 67 123 4567");
  expect(formatPhoneNumber({ raw: "anonymous", e164: null })).toBe("anonymous");
});

describe("what may be dialled", () => {
  it.each(["+7 (343) 0112233", "101", "8.800.555-35-35"])("%s", (raw) => {
    expect(isDialable(raw)).toBe(true);
  });
  it.each(["", "1", "*21*1#", "101;rm", "12\n34", "12<To>", "+", "1".repeat(41), "anonymous"])(
    "not %j",
    (raw) => {
      expect(isDialable(raw)).toBe(false);
    },
  );
});
