import { buffer, text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculatedCells } from "#lib/testing/kit/calculated-cells";
import { csvStream } from "./spreadsheets";
import { guarded, unguarded } from "./formula-guard.mjs";

const signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];
/** All that a guard has to do with, and something that it has not. */
const cell = fc
  .array(
    fc.constantFrom(...signs, ..."',;|\t\r\n \"x1", "\u00a0", "\r\n", "=1+1", "+7 343 011-22-33"),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("a file of cells", () => {
  it("has nothing to calculate, whatever cuts it, and says what it was given", async () => {
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom("en", "ru", null), async (given, locale) => {
        const file = await text(csvStream(given, locale));
        expect(calculatedCells(file)).toEqual([]);
        const delimiter = locale === "ru" ? ";" : ",";
        const read = parse(file, {
          bom: true,
          delimiter,
          relax_column_count: true,
          record_delimiter: "\r\n",
        });
        expect(read.map((row) => row.map(unguarded))).toEqual(given);
      }),
      { numRuns: 2_000 },
    );
  });

  it("begins with a byte order mark, and each cell is in quotes", async () => {
    const rows = [
      ["a", ""],
      ["b;=1", '"c"'],
    ];
    const file = (await buffer(csvStream(rows, "uk"))).toString("utf8");
    expect(file).toBe('\uFEFF"a";""\r\n"b;\'=1";"""c"""\r\n');
  });
});

describe("a guarded text", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+7 343 011 22 33; +7 343 011 22 44", "'+7 343 011 22 33; '+7 343 011 22 44"],
    ["Acme;=1+1;@SUM(1)", "Acme;'=1+1;'@SUM(1)"],
    ["B,=2+2", "B,'=2+2"],
    ["a\t-1", "a\t'-1"],
    ["a\n=1", "a\n'=1"],
    ["a\r\n=1", "a\r\n'=1"],
    ["  =1", "  '=1"],
    ['"=1', "\"'=1"],
    ["＝1", "'＝1"],
    ["\tx", "'\tx"],
    ["'=1", "''=1"],
  ])("of %j is %j", (given, expected) => {
    expect(guarded(given)).toBe(expected);
    expect(unguarded(expected)).toBe(given);
  });

  it.each(["plain", "O'Neil", "'quoted'", "24-7", "a - b", "x@y.test", "two\n\nparagraphs", "1,5"])(
    "of %j is itself, and so it is when a foreign file says it",
    (given) => {
      expect(guarded(given)).toBe(given);
      expect(unguarded(given)).toBe(given);
    },
  );
});
