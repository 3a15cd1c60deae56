import { describe, expect, it } from "vitest";
import { parseContactsCsv } from "./contacts-csv";

const parse = (text: string) => parseContactsCsv(Buffer.from(text));
const people = [
  { name: "Аркадий", phones: ["+7 (343) 0112233"] },
  { name: "Борис", phones: ["+7 (343) 0112244"] },
];
const plain = "Аркадий,+7 (343) 0112233\nБорис,+7 (343) 0112244\n";

/** Node encodes no Windows-1251; its Cyrillic block is a plain shift. */
const cp1251 = (text: string) =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0)!;
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
    }),
  );

describe("what spreadsheets save", () => {
  it.each([
    ["rows alone", Buffer.from(plain)],
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
    ["a byte order mark", Buffer.from(`\uFEFFname;phone\n${plain.replaceAll(",", ";")}`)],
    ["Windows-1251", cp1251(`имя;телефон\r\n${plain.replaceAll(",", ";")}`)],
    ["quotes", Buffer.from(`"Аркадий","+7 (343) 0112233"\n"Борис","+7 (343) 0112244"`)],
    [
      "blank lines and blanks",
      Buffer.from(`\n${plain.replace(",", " , ")}\n;\n\n`.replace(";", ",")),
    ],
  ])("reads %s", (_, bytes) => {
    const { rows, errors } = parseContactsCsv(bytes);
    expect(errors).toEqual([]);
    expect(rows).toEqual(people);
  });

  it("reads company and e-mail where a header names them", () => {
    const { rows } = parse(
      "name,phone,company,e-mail,city\nAnn,+1 202 555 0143,Acme,ann@example.com,X",
    );
    expect(rows).toEqual([
      {
        name: "Ann",
        phones: ["+1 202 555 0143"],
        company: "Acme",
        email: "ann@example.com",
      },
    ]);
  });

  it("keeps commas in names", () => {
    expect(parse("Иванов, Пётр;+73430112233").rows[0]?.name).toBe("Иванов, Пётр");
    expect(parse('"Иванов, Пётр",+73430112233').rows[0]?.name).toBe("Иванов, Пётр");
  });
});

describe("what is wrong", () => {
  it("is told with its line and column, and the rest is kept", () => {
    const { rows, errors } = parse(
      `name,phone,email\nAnn,+12025550143,\n,+12025550144,\nBob,,\nCid,no phone,\nDee,1234567,dee\n${"x".repeat(201)},1234567,`,
    );
    expect(rows.map((row) => row.name)).toEqual(["Ann"]);
    expect(errors).toEqual([
      { line: 3, column: "name", message: "is missing" },
      { line: 4, column: "phone", message: "has no digits" },
      { line: 5, column: "phone", message: "has no digits" },
      { line: 6, column: "email", message: "is not an e-mail address" },
      { line: 7, column: "name", message: "is longer than 200 characters" },
    ]);
  });

  it("is told when a quote is never closed", () => {
    const { rows, errors } = parse('Ann,+12025550143\n"Bob,+12025550144\n');
    expect(rows).toEqual([]);
    expect(errors).toEqual([{ line: expect.any(Number), column: "row", message: "can't be read" }]);
  });

  it("is nothing in an empty file", () => {
    expect(parse("")).toEqual({ rows: [], errors: [] });
    expect(parse("name,phone")).toEqual({ rows: [], errors: [] });
  });
});
