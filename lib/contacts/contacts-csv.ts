/** The tutorial's contacts.csv and its relatives: name,phone rows, also with `;`, a header, cp1251. */
import { parse } from "csv-parse/sync";

export interface CsvContact {
  name: string;
  phones: string[];
  company?: string;
  email?: string;
}

export interface CsvError {
  line: number;
  column: string;
  message: string;
}

/** Column names people use, in three languages. */
const known: Record<string, keyof CsvContact | "phone"> = {
  name: "name",
  имя: "name",
  "ім'я": "name",
  контакт: "name",
  phone: "phone",
  телефон: "phone",
  number: "phone",
  номер: "phone",
  company: "company",
  компания: "company",
  компанія: "company",
  email: "email",
  "e-mail": "email",
  почта: "email",
  пошта: "email",
};

/** @returns the good rows, and what is wrong with the others, by line and column */
export function parseContactsCsv(bytes: Buffer): { rows: CsvContact[]; errors: CsvError[] } {
  const text = decode(bytes);
  const firstLine = text.split("\n", 1)[0] ?? "";
  const delimiter = firstLine.includes(";") ? ";" : ",";
  const records = parse(text, {
    delimiter,
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];

  const header = records[0]?.record.map((cell) => known[cell.toLowerCase()]) ?? [];
  const hasHeader = header.includes("name") && header.includes("phone");
  const columns = hasHeader ? header : (["name", "phone"] as const);
  const rows: CsvContact[] = [];
  const errors: CsvError[] = [];
  for (const { record, info } of hasHeader ? records.slice(1) : records) {
    const cell = (name: string) => record[columns.indexOf(name as never)] ?? "";
    const phones = columns.flatMap((name, index) =>
      name === "phone" && record[index] ? [record[index]] : [],
    );
    const name = cell("name");
    const problem = name === "" ? "name" : phones.length === 0 ? "phone" : null;
    if (problem) errors.push({ line: info.lines, column: problem, message: "is empty" });
    else rows.push({ name, phones, company: cell("company"), email: cell("email") });
  }
  return { rows, errors };
}

/** UTF-8 where it is that, else the code page of Russian and Ukrainian Windows. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}
