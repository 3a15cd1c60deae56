import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { extensionOf } from "#lib/numbers/phone-number";
import knownFiles from "./known-files.cases.json" with { type: "json" };
import { prepareRow } from "./prepare-row";
import { readSample } from "./read-sample";
import tableFiles from "./table-files.cases.json" with { type: "json" };

const folder = mkdtempSync(join(tmpdir(), "tinycrm-known-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const labels = { mobile: "Mobile", work: "Work", home: "Home", fax: "Fax" };

async function preview(path: string, country: string) {
  const { rows, guess, format } = await readSample(path);
  const { header, columns, monthFirst } = guess;
  const meaning = { columns, country, monthFirst, labels, people: [] };
  const body = (header ? rows.slice(1) : rows).map(({ cells }) => prepareRow(cells, meaning));
  return { body, guess, format };
}

type Prepared = Awaited<ReturnType<typeof preview>>["body"][number]["row"];
const described = (row: Prepared) => ({
  name: row.name,
  company: row.company,
  position: row.position,
  birthday: row.birthday,
  source: row.source,
  note: row.note,
  tags: row.tags,
  emails: row.emails.map(({ address }) => address),
  numbers: row.numbers.map(({ raw, e164, label }) => {
    const extension = extensionOf(raw);
    return [e164, extension && `#${extension}`, label].filter(Boolean).join(" ");
  }),
});
const nothing = { company: null, position: null, birthday: null, source: null, note: null };

it.each(knownFiles)("$file is known as an export of $program", async (one) => {
  const path = fileURLToPath(new URL(`fixtures/${one.file}`, import.meta.url));
  const { body, guess } = await preview(path, one.country);
  expect(guess.program).toBe(one.program);
  expect(body.map(({ row }) => described(row))).toEqual(
    one.rows.map((row) => ({ ...nothing, tags: [], emails: [], ...row })),
  );
  const reasons = body.flatMap(({ problems }) => problems.map(({ reason }) => reason));
  expect(reasons).toEqual("left" in one ? one.left : []);
});

function fileOf(content: string | Buffer): string {
  const path = join(folder, "table");
  writeFileSync(path, content);
  return path;
}

it.each(tableFiles)("tells what the columns are: $why", async (one) => {
  const { body, guess } = await preview(fileOf(one.text), "RU");
  expect(guess.columns).toEqual(one.columns);
  if ("first" in one) expect(body[0]!.row.name).toBe(one.first);
});

it.each([
  ["the day comes first", "04/03/1985", "1985-03-04"],
  ["the day comes first with dots", "04.03.1985", "1985-03-04"],
  ["another row's day is above twelve", "04/03/1985\nBorys;12/25/1990", "1985-04-03"],
  ["both ways round are there", "04/03/1985\nBorys;12/25/1990\nVira;25/12/1990", "1985-03-04"],
])("reads dates as the file writes them: %s", async (_, dates, birthday) => {
  const { body } = await preview(fileOf(`Name;Birthday\nAnna;${dates}\n`), "UA");
  expect(body[0]!.row.birthday).toBe(birthday);
});

it.each([
  ["a workbook of old", "d0cf11e0a1b11ae1", "oldExcel"],
  ["a PDF", "255044462d312e34", "pdf"],
  ["a picture", "89504e470d0a1a0a", "picture"],
  ["a photograph", "ffd8ffe000104a46", "picture"],
  ["a web page", Buffer.from("<html><body><table>").toString("hex"), "webPage"],
  ["JSON", Buffer.from('[{"name": "Hanna"}]').toString("hex"), "json"],
])("%s is refused in words", async (_, hex, fault) => {
  await expect(readSample(fileOf(Buffer.from(hex, "hex")))).rejects.toMatchObject({ fault });
});

it("takes cards whose end is missing, in the middle and at the file's end", async () => {
  const card = (name: string) => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL:+380671002001\n`;
  const { body } = await preview(
    fileOf(`${card("Anna")}${card("Borys")}END:VCARD\n${card("Vira")}`),
    "UA",
  );
  expect(body.map(({ row }) => row.name)).toEqual(["Anna", "Borys", "Vira"]);
});

it("reads UTF-8 with a letter cut in half, and the letters of the West", async () => {
  const cut = Buffer.from("ПІБ;Телефон\nГанна;0671002001\nСтепан вечо", "utf8").subarray(0, -1);
  expect((await preview(fileOf(cut), "UA")).format).toMatchObject({ encoding: "utf-8" });
  const west = Buffer.from("Name;Phone\nJosé Müller;+380671002001\n", "latin1");
  expect((await preview(fileOf(west), "UA")).body[0]!.row.name).toBe("José Müller");
  const russian = readFileSync(fileOf(Buffer.from([0xc0, 0xed, 0xed, 0xe0, 0x2c, 0x31])));
  expect((await preview(fileOf(russian), "RU")).format).toMatchObject({ encoding: "windows-1251" });
});
