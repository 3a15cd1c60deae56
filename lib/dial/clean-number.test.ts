import { expect, it } from "vitest";
import { pastedNumber, typedNumber } from "./clean-number";

it.each([
  ["tel:+7-343-011-22-33", "+7 343 011 22 33"],
  ["tel:+73430112233;ext=12", "+7 343 011 22 33"],
  [" 8 (343) 011-22-33, доб. 5", "+7 343 011 22 33"],
  ["+380 44 000 02 01", "+380 44 000 0201"],
  ["tel:101", "101"],
  ["101", "101"],
  ["tel:*21*100#", "21100"],
  ["javascript:alert(1)", "(1)"],
  ["", ""],
])("%j is dialled as %j", (text, number) => {
  expect(pastedNumber(text, "RU")).toBe(number);
});

it("of what is typed keeps what may be dialled, where it is", () => {
  expect(typedNumber("8 (343) 01a1*#")).toBe("8 (343) 011");
  expect(typedNumber("1".repeat(1000))).toHaveLength(100);
});
