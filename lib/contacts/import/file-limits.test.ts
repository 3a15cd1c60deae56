/** Files that are made to be too much are refused while they are read, with the place. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { textCell, workbook, zipArchive, type ZipPart } from "#lib/testing/kit/zip-archive";
import { longestCell, mostUnpacked } from "./file-limits.mjs";
import { prepareRow } from "./prepare-row";
import { readSample } from "./read-sample";
import { openRows } from "./row-source";

const folder = mkdtempSync(join(tmpdir(), "tinycrm-limits-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(content: string | Buffer): string {
  const path = join(folder, "file");
  writeFileSync(path, content);
  return path;
}

const sampleOf = (content: string | Buffer) => readSample(fileOf(content));
const sheet = (rows: string, others?: ZipPart[]) => sampleOf(zipArchive(workbook(rows, others)));
const megabyte = 1024 * 1024;

describe("a spreadsheet", () => {
  it("is read where it is honest", async () => {
    const { rows } = await sheet(
      `<row r="2">${textCell("A2", "Ann")}${textCell("C2", "+7 343 011-22-33")}</row>`,
    );
    expect(rows).toEqual([{ line: 2, cells: ["Ann", "", "+7 343 011-22-33"] }]);
  });

  it("may be wide and long as far as it is empty", async () => {
    const row = `<row r="1">${textCell("A1", "Ann")}<c r="XFD1" s="1"/></row>`;
    const { total } = await sheet(`${row}<row r="1048576"><c r="A1048576" s="1"/></row>`);
    expect(total).toBe(1);
  });

  const large = Buffer.alloc(mostUnpacked + megabyte, " ");
  const part = Buffer.alloc(50 * megabyte, " ");
  const blanks = { name: "xl/sharedStrings.xml", content: large };
  it.each<[string, ZipPart[]]>([
    ["unpacks to over 200 MB", [blanks]],
    ["does so in a part that its directory does not name", [{ ...blanks, hidden: true }]],
    ["does so in a part that is said to be small", [{ ...blanks, said: 10 }]],
    [
      "does so in many parts together",
      Array.from({ length: 5 }, (_, index) => ({
        name: `xl/${index}.xml`,
        content: part,
      })),
    ],
    ["says that a small part is large", [{ name: "a.xml", content: "<a/>", said: 3e9 }]],
    [
      "says so of several, each within the limit",
      [1, 2].map((n) => ({ name: `${n}.xml`, content: "<a/>", said: mostUnpacked - megabyte })),
    ],
    [
      "has thousands of parts",
      Array.from({ length: 2_100 }, (_, n) => ({ name: `${n}.xml`, content: "<a/>" })),
    ],
  ])("that %s is refused", async (_, others) => {
    await expect(sheet("", others)).rejects.toMatchObject({ fault: "tooLarge" });
  });

  it.each([
    ["row", `<row r="1000000000">${textCell("A1000000000", "Ann")}</row>`, "tooManyRows", {}],
    ["row without an end", `<row r="Infinity"/>`, "tooManyRows", {}],
    ["row that only its cell names", `<row>${textCell("A9999999", "x")}</row>`, "tooManyRows", {}],
    [
      "column",
      `<row r="3">${textCell("XFD3", "Ann")}</row>`,
      "tooWide",
      { line: 3, column: 16_384 },
    ],
    ["column beyond all", `<row r="3">${textCell("ZZZZZZZ3", "x")}</row>`, "tooWide", { line: 3 }],
  ])("with a far %s is refused with its place", async (_, rows, fault, place) => {
    await expect(sheet(rows)).rejects.toMatchObject({ fault, place });
  });

  it("with too many cells, gaps among them, is refused", async () => {
    const rows = `<row r="1">${textCell("ALL1", "x")}</row><row r="900000">${textCell("A900000", "x")}</row>`;
    await expect(sheet(rows)).rejects.toMatchObject({ fault: "tooLarge" });
  });

  it("with one long text in a great many cells comes over in parts", async () => {
    const long = "x".repeat(megabyte);
    const cells = Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + n));
    const rows = Array.from({ length: 200 }, (_, n) =>
      cells.map((letter) => `<c r="${letter}${n + 1}" t="s"><v>0</v></c>`).join(""),
    ).map((row, n) => `<row r="${n + 1}">${row}</row>`);
    const shared = { name: "xl/sharedStrings.xml", content: `<sst><si><t>${long}</t></si></sst>` };
    const path = fileOf(zipArchive(workbook(rows.join(""), [shared])));
    const source = openRows(path, { kind: "xlsx" });
    const taken = await source.take(1_000);
    expect(taken.length).toBeLessThan(3);
    expect(taken[0]!.cells[0]).toHaveLength(longestCell + 1);
    expect(taken.length + (await source.countRest())).toBe(200);
    await source.close();
  });
});

describe("a CSV file", () => {
  const heading = "Name,Phone\n";

  it("with 10,000 columns is refused with the first that is too many", async () => {
    const wide = `Ann${",".repeat(9_999)}\n`;
    await expect(sampleOf(`${heading}Bob,1234567\n${wide}`)).rejects.toMatchObject({
      fault: "tooWide",
      place: { line: 3, column: 1_001 },
    });
  });

  it("of nothing but delimiters is refused at once", async () => {
    const began = performance.now();
    await expect(sampleOf(",".repeat(50 * megabyte))).rejects.toMatchObject({ fault: "tooWide" });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it.each(["", "x\n"])(
    "with a quote that is open for 50 MB names where it opened",
    async (pump) => {
      const text = pump === "" ? "y".repeat(50 * megabyte) : pump.repeat(25 * megabyte);
      const content = `${heading}"Ann\nLee",1234567\n\nBob,"${text}`;
      await expect(sampleOf(content)).rejects.toMatchObject({
        fault: "longRow",
        place: { line: 5, column: 2 },
      });
    },
  );

  it("with a quote that is open to its end names where it opened", async () => {
    await expect(sampleOf(`${heading}Ann,1234567\n"Bob,1234567\nCid,1\n`)).rejects.toMatchObject({
      fault: "unclosed",
      place: { line: 3, column: 1 },
    });
  });

  it("with a cell of 1 MB loses that row alone, and the preview says so", async () => {
    const long = "/".repeat(megabyte);
    const { rows, guess } = await sampleOf(`${heading}Ann,1234567\nBob,${long}\nCid,7654321\n`);
    const meaning = { columns: guess.columns, country: "RU", labels: {}, people: [] };
    const problems = rows.slice(1).map(({ cells }) => prepareRow(cells, meaning).problems[0]);
    expect(problems).toEqual([undefined, { column: 1, reason: "tooLong" }, undefined]);
  });
});
