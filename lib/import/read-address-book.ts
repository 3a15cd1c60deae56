import { access } from "node:fs/promises";
import { prepareRow, type PreparedRow, type ProblemReason } from "./prepare-row";
import { readSample } from "./read-sample";
import { openRows, UnreadableFile, type FileFault } from "./row-source";

export interface AddressBook {
  rows: PreparedRow[];
  /** What is wrong, in the order of the file. */
  problems: { line: number; column: string; reason: ProblemReason | FileFault }[];
}

const batch = 500;

/**
 * A whole file as the guess understands it, for a start without a person to ask.
 * @returns null when there is no such file
 */
export async function readAddressBook(path: string, country: string): Promise<AddressBook | null> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) return null;
  try {
    return await readAll(path, country);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { rows: [], problems: [{ line: error.line ?? 1, column: "row", reason: error.fault }] };
  }
}

async function readAll(path: string, country: string): Promise<AddressBook> {
  const { format, guess } = await readSample(path);
  const { header, columns } = guess;
  const book: AddressBook = { rows: [], problems: [] };
  const source = openRows(path, format);
  try {
    if (header) await source.take(1);
    for (let rows = await source.take(batch); rows.length > 0; rows = await source.take(batch)) {
      for (const { line, cells } of rows) {
        const { row, problems } = prepareRow(cells, { columns, country, labels: {}, people: [] });
        if (problems.length === 0) book.rows.push(row);
        for (const { column, reason } of problems) {
          book.problems.push({ line, column: columns[column] ?? "row", reason });
        }
      }
    }
  } finally {
    await source.close();
  }
  return book;
}
