/** Contacts from a spreadsheet: `name,phone` rows as Excel, the tutorial and address books save them. */
import { parse, type InfoRecord } from "csv-parse/sync";
import { z } from "zod";
import type { ImportedContact } from "./import-contacts";

export interface CsvError {
  /** The row's last line in the file, counted from 1. */
  line: number;
  /** `name`, `phone`, `company`, `email`, or `row` when its columns can't be told apart. */
  column: string;
  message: string;
}

interface CsvRecord {
  record: string[];
  info: InfoRecord;
}

const columns = ["name", "phone", "company", "email"] as const;
type Column = (typeof columns)[number];

/** What people call the columns, folded to letters alone. */
const headings: Record<Column, string[]> = {
  name: ["name", "fullname", "contact", "имя", "фио", "контакт", "імя", "піб", "назва"],
  phone: ["phone", "number", "tel", "telephone", "mobile", "телефон", "номер", "мобильный"],
  company: ["company", "organization", "компания", "организация", "компанія", "організація"],
  email: ["email", "mail", "почта", "пошта"],
};

const rowSchema = z.object({
  name: z.string().min(1, "is missing").max(200, "is longer than 200 characters"),
  phone: z.string().regex(/\d/, "has no digits").max(64, "is longer than 64 characters"),
  company: z.string().max(200, "is longer than 200 characters").optional(),
  email: z.email("is not an e-mail address").max(254).optional(),
});

/**
 * Reads rows with or without a header, separated by commas, semicolons or tabs, in UTF-8 (with or
 * without a byte order mark) or Windows-1251. Wrong rows are reported, the others kept.
 */
export function parseContactsCsv(bytes: Buffer): { rows: ImportedContact[]; errors: CsvError[] } {
  const text = decode(bytes);
  let records: CsvRecord[];
  try {
    // With `info`, csv-parse answers differently from what its types say.
    records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      // Not guessed from the first line: files put together from two sources have both ends.
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    const { lines = 1 } = error as { lines?: number };
    return { rows: [], errors: [{ line: lines, column: "row", message: "can't be read" }] };
  }
  const header = records[0] && readHeader(records[0].record);
  return readRows(header ? records.slice(1) : records, header ?? { name: 0, phone: 1 });
}

type Positions = Partial<Record<Column, number>>;

function readRows(records: CsvRecord[], positions: Positions) {
  const rows: ImportedContact[] = [];
  const errors: CsvError[] = [];
  for (const { record, info } of records) {
    if (record.every((cell) => cell === "")) continue;
    const parsed = rowSchema.safeParse(cellsOf(record, positions));
    if (parsed.success) {
      const { phone, ...contact } = parsed.data;
      rows.push({ ...contact, phones: [phone] });
    } else {
      for (const { path, message } of parsed.error.issues) {
        errors.push({ line: info.lines, column: String(path[0]), message });
      }
    }
  }
  return { rows, errors };
}

function cellsOf(record: string[], positions: Positions) {
  const cell = (column: Column) => record[positions[column] ?? -1] ?? "";
  return {
    name: cell("name"),
    phone: cell("phone"),
    company: cell("company") || undefined,
    email: cell("email") || undefined,
  };
}

/** A header names both columns that every row needs; anything else is a contact already. */
function readHeader(record: string[]): Positions | null {
  const titles = record.map((cell) => cell.toLowerCase().replace(/[^\p{L}]/gu, ""));
  const found = columns.flatMap((column) => {
    const position = titles.findIndex((title) => headings[column].includes(title));
    return position === -1 ? [] : [[column, position] as const];
  });
  const positions: Positions = Object.fromEntries(found);
  return positions.name !== undefined && positions.phone !== undefined ? positions : null;
}

/** Excel writes Windows-1251 on a Russian Windows; text in it is practically never valid UTF-8. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}

/** By the first line, outside quotes. A semicolon wins: names hold commas, not semicolons. */
function delimiterOf(text: string): string {
  const line = text.trimStart().split(/\r?\n/, 1)[0] ?? "";
  const bare = line.replace(/"[^"]*"/g, "");
  return [";", "\t"].find((delimiter) => bare.includes(delimiter)) ?? ",";
}
