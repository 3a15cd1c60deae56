import fc from "fast-check";
import { expect, it } from "vitest";
import { dateInWords, dottedDate, monthNames, parsePartialDate, storedDate } from "./partial-date";

it.each([
  ["1985-03-14", "1985-03-14"],
  ["14.03.1985", "1985-03-14"],
  ["14/03/1985", "1985-03-14"],
  [" 4.3.1985 ", "1985-03-04"],
  ["14.03", "--03-14"],
  ["14.03.", "--03-14"],
  ["14/3", "--03-14"],
  ["--03-14", "--03-14"],
  ["29.02", "--02-29"],
  ["29.02.2000", "2000-02-29"],
  ["1985/03/14", "1985-03-14"],
  ["1985.3.14", "1985-03-14"],
  ["14-03-1985", "1985-03-14"],
  ["19850314", "1985-03-14"],
  ["--0314", "--03-14"],
  ["1985-03-14T00:00:00Z", "1985-03-14"],
  ["1985-03-14 00:00:00.000", "1985-03-14"],
  ["14.03.1985 0:00:00", "1985-03-14"],
  ["14.03.1985 г.", "1985-03-14"],
  ["14 марта 1985 года", "1985-03-14"],
  ["14 мар. 1985", "1985-03-14"],
  ["14 березня 1985 р.", "1985-03-14"],
  ["14 Mar 1985", "1985-03-14"],
  ["March 14th, 1985", "1985-03-14"],
  ["14 мая", "--05-14"],
  ["14 Smarch 1985", null],
  ["14 ma 1985", null],
  ["1985-03/14", null],
  ["1985-03-14 22:00", null],
  ["31 июня 1985", null],
  ["29.02.2001", null],
  ["31.04", null],
  ["03/14/1985", null],
  ["14.03.85", null],
  ["14.13", null],
  ["0.0", null],
  ["0085-03-14", null],
  ["1985", null],
  ["March", null],
  ["", null],
])("reads %j as %j", (text, stored) => {
  const date = parsePartialDate(text);
  expect(date && storedDate(date)).toBe(stored);
});

it("comes back from a file as it went, whatever the day", () => {
  const days = fc.date({
    min: new Date("1000-01-01"),
    max: new Date("9999-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, fc.boolean(), (date, hasYear) => {
      const iso = date.toISOString().slice(0, 10);
      const stored = hasYear ? iso : `-${iso.slice(4)}`;
      expect(storedDate(parsePartialDate(dottedDate(stored))!)).toBe(stored);
    }),
  );
});

it("is worded in each language, with the year where it is known", () => {
  expect(dateInWords("1985-03-14", "ru")).toBe("14 марта 1985 г.");
  expect(dateInWords("--03-14", "ru")).toBe("14 марта");
  expect(dateInWords("--02-29", "uk")).toBe("29 лютого");
  expect(dateInWords("1985-03-14", "en-GB")).toBe("14 March 1985");
  expect(monthNames("ru")[2]).toBe("март");
});
