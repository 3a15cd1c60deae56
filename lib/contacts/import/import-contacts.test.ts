import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cp1251, spreadsheet } from "#lib/testing/kit/spreadsheets";
import { readAddressBook } from "./import-contacts";

const folder = mkdtempSync(join(tmpdir(), "tinycrm-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(bytes: Buffer | string) {
  const path = join(folder, "contacts");
  writeFileSync(path, bytes);
  const book = (await readAddressBook(path, "RU"))!;
  return { ...book, people: book.rows.map((row) => [row.name, row.numbers.map(({ raw }) => raw)]) };
}

const people = [
  ["Аркадий", ["+7 (343) 0112233"]],
  ["Борис", ["+7 (343) 0112244"]],
];
const plain = "Аркадий,+7 (343) 0112233\nБорис,+7 (343) 0112244\n";

describe("what spreadsheets save", () => {
  it.each([
    ["rows alone, as in the tutorial", Buffer.from(plain)],
    ["a header", Buffer.from(`name,phone\n${plain}`)],
    [
      "a Russian header in another order",
      Buffer.from("Телефон;Имя\n+7 (343) 0112233;Аркадий\n+7 (343) 0112244;Борис"),
    ],
    [
      "semicolons and Windows' line ends",
      Buffer.from(plain.replaceAll(",", ";").replaceAll("\n", "\r\n")),
    ],
    ["tabs", Buffer.from(plain.replaceAll(",", "\t"))],
    ["vertical bars", Buffer.from(plain.replaceAll(",", "|"))],
    ["a byte order mark", Buffer.from(`\uFEFFname;phone\n${plain.replaceAll(",", ";")}`)],
    ["Windows-1251", cp1251(`имя;телефон\r\n${plain.replaceAll(",", ";")}`)],
    ["UTF-16 with tabs", Buffer.from(`\uFEFF${plain.replaceAll(",", "\t")}`, "utf16le")],
    ["UTF-16 without its mark", Buffer.from(plain, "utf16le")],
    ["UTF-16, the other way round", Buffer.from(`\uFEFF${plain}`, "utf16le").swap16()],
    ["quotes", Buffer.from(`"Аркадий","+7 (343) 0112233"\n"Борис","+7 (343) 0112244"`)],
    [
      "blank lines and blanks",
      Buffer.from(`\n${plain.replace(",", " , ")}\n;\n\n`.replace(";", ",")),
    ],
    [
      "an Excel sheet under any name",
      spreadsheet([["Имя", "Телефон"], people[0]!.flat(), people[1]!.flat()]),
    ],
  ])("reads %s", async (_, bytes) => {
    const book = await read(await bytes);
    expect(book.problems).toEqual([]);
    expect(book.people).toEqual(people);
  });

  it("keeps commas and line feeds in cells, and tells lines as the file counts them", async () => {
    const book = await read(
      'name,phone,note\r\n"Иванов, Пётр",+73430112233,"one\r\ntwo"\r\n\r\nBad,x,\r\n"","+73430112244"',
    );
    expect(book.rows).toMatchObject([
      { name: "Иванов, Пётр", note: "one\ntwo" },
      { name: "Bad", numbers: [] },
      { name: "+7 343 011 22 44" },
    ]);
    expect(book.problems).toEqual([{ line: 5, column: "phone", reason: "number" }]);
  });

  it("reads numbers and dates of a sheet as they are meant", async () => {
    const book = await read(
      await spreadsheet([
        ["Имя", "Телефон", "Примечание"],
        ["Аркадий", 73430112233, new Date("2026-03-01T00:00:00Z")],
        ["Борис", 7.343011224e10, 0.1 + 0.2],
      ]),
    );
    expect(book.problems).toEqual([]);
    expect(book.rows.map(({ numbers, note }) => [numbers[0]?.e164, note])).toEqual([
      ["+73430112233", "2026-03-01"],
      ["+73430112240", "0.3"],
    ]);
  });
});

describe("what is wrong", () => {
  it("is told with its line and column, and the rest is kept", async () => {
    const book = await read(
      `name,phone,email\nAnn,+12025550143,\n,+12025550144,\nCid,no phone,\nDee,1234567,dee\n${"x".repeat(201)},1234567,\nEve,"7,34301E+10",`,
    );
    expect(book.rows.map((row) => row.name)).toEqual([
      "Ann",
      "+1 202 555 0144",
      "Cid",
      "Dee",
      "Eve",
    ]);
    expect(book.problems).toEqual([
      { line: 4, column: "phone", reason: "number" },
      { line: 5, column: "email", reason: "email" },
      { line: 6, column: "name", reason: "tooLong" },
      { line: 7, column: "phone", reason: "rounded" },
    ]);
  });

  it("is told when a quote is never closed, or the file is no spreadsheet at all", async () => {
    expect((await read('Ann,+12025550143\n"Bob,+12025550144\n')).problems).toMatchObject([
      { column: "row", reason: "unclosed" },
    ]);
    expect((await read(Buffer.from("PK\u0003\u0004 not a zip"))).problems).toMatchObject([
      { reason: "unreadable" },
    ]);
  });

  it("is nothing in an empty file, and null without one", async () => {
    expect(await read("")).toMatchObject({ rows: [], problems: [] });
    expect(await read("name,phone")).toMatchObject({ rows: [], problems: [] });
    expect(await readAddressBook(join(folder, "missing.csv"), "RU")).toBeNull();
  });
});
