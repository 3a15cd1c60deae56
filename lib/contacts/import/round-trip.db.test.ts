import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, expect, it } from "vitest";
import { emptyFields, fieldsOfKind } from "../fields";
import { listOptions } from "../list-schema";
import { directTransaction } from "#lib/db/client";
import { calculatedCells } from "#lib/testing/kit/calculated-cells";
import { openOffice } from "#lib/testing/kit/office";
import { applyBatch } from "./apply-batch";
import { prepareRow, type PreparedRow } from "./prepare-row";
import { readSample } from "./read-sample";
import { openRows } from "./row-source";
import { contactRows } from "../contact-rows";
import { csvStream, xlsxStream } from "#lib/base/spreadsheets";

const office = await openOffice();
const folder = mkdtempSync(join(tmpdir(), "tinycrm-export-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a spreadsheet would calculate, and what only looks like it. */
const formulas = [
  "=1+1",
  "+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(A1)",
  "'=1+1",
  "''x",
  "＝2+2",
  "Acme;=1+1;@SUM(1)",
  "B,=2+2",
  "a\t-1",
  '"@x',
  "plain",
];

const written: PreparedRow[] = formulas.map((text, index) => ({
  ...emptyFields(),
  // Whatever fields there are.
  ...Object.fromEntries(fieldsOfKind("text").map((field) => [field, text])),
  ...Object.fromEntries(
    fieldsOfKind("date").map((field) => [field, index % 2 ? "1985-03-14" : "--02-29"]),
  ),
  name: `${text} имя`,
  company: `${text}; "Ltd", one`,
  note: `${text}\nsecond line, and "quotes"`,
  doNotCall: index % 2 === 0,
  tags: ["vip", `${text.replace(/[,|;]/g, "")} tag`].sort(),
  numbers: [0, 1, 2, 3, 4].map((n) => {
    const e164 = `+7343011${String(index * 10 + n).padStart(4, "0")}`;
    return { raw: e164, e164, digits: e164.slice(1), label: n % 2 ? "Мобильный" : null };
  }),
  emails: [0, 1, 2, 3].map((n) => ({
    address: `a${n}@x${index}.test`,
    key: `a${n}@x${index}.test`,
    label: null,
  })),
}));

const write = (rows: PreparedRow[]) =>
  directTransaction((tx) =>
    applyBatch(tx, rows, { duplicates: "create", importId: null, userId: null }),
  );

async function* exported(locale: string) {
  yield* contactRows(
    listOptions.parse({}),
    { id: "", role: "manager" },
    { locale, zone: "Europe/Kyiv" },
  );
}

async function readBack(bytes: Buffer): Promise<PreparedRow[]> {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  const { format, guess } = await readSample(path);
  expect(guess.header).toBe(true);
  const source = openRows(path, format);
  const [, ...rows] = await source.take(100);
  await source.close();
  const meaning = { columns: guess.columns, country: "RU", labels: {}, people: [] };
  return rows.map(({ cells }) => {
    const { row, problems } = prepareRow(cells, meaning);
    expect(problems).toEqual([]);
    // Numbers are written as their country groups them.
    const numbers = row.numbers.map((number) => ({ ...number, raw: number.e164 ?? number.raw }));
    return { ...row, numbers, tags: row.tags.sort(), doNotCall: row.doNotCall ?? false };
  });
}

it.each(["en", "ru", "uk"])("comes back as it went, formulas included (%s)", async (locale) => {
  await office.db.contact.deleteMany();
  await write(written);
  const csv = await buffer(csvStream(exported(locale), locale));
  expect(await readBack(csv)).toEqual(written);
  expect(await readBack(await buffer(await xlsxStream(exported(locale))))).toEqual(written);
});

it("holds no cell that a spreadsheet would calculate", async () => {
  await office.db.contact.deleteMany();
  await write(written);
  const text = (await buffer(csvStream(exported("ru"), "ru"))).toString("utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  expect(calculatedCells(text)).toEqual([]);
});
