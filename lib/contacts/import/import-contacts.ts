/** Takes over an address book the program itself was given, at its start. */
import { access } from "node:fs/promises";
import { directTransaction } from "#lib/db/client";
import { applyBatch } from "./apply-batch";
import { type PreparedRow, prepareRow, type ProblemReason, refusalAmong } from "./prepare-row";
import { readSample } from "./read-sample";
import { type FileFault, openRows, UnreadableFile } from "./row-source";

export interface ImportedContact {
  name: string;
  phones: string[];
  company?: string;
  email?: string;
}

const batchSize = 500;

/**
 * Adds those of whom no number is known yet; repeating it changes nothing, also after contacts were
 * edited. People who share a number (a company's switchboard) are all added; the same name with the
 * same number is one person.
 *
 * @param options.country gives national numbers their meaning, ISO 3166 alpha-2
 */
export async function importContacts(
  rows: readonly ImportedContact[],
  { country }: { country: string },
): Promise<{ created: number; skipped: number }> {
  return importPrepared(rows.map((row) => preparedFrom(row, country)));
}

/** The same, of rows that were read from a file. */
export async function importPrepared(
  rows: readonly PreparedRow[],
): Promise<{ created: number; skipped: number }> {
  const brought = new Set<string>();
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize);
    const options = { duplicates: "skip", userId: null, importId: null, brought } as const;
    const { created } = await directTransaction((tx) => applyBatch(tx, batch, options));
    for (const id of created) brought.add(id);
  }
  return { created: brought.size, skipped: rows.length - brought.size };
}

function preparedFrom({ name, phones, company, email }: ImportedContact, country: string) {
  const columns = ["name", "company", "email", ...phones.map(() => "phone" as const)] as const;
  const cells = [name, company ?? "", email ?? "", ...phones];
  return prepareRow(cells, { columns, country, labels: {}, people: [] }).row;
}

export interface AddressBook {
  rows: PreparedRow[];
  /** What is wrong, in the order of the file; rows that only lack a field are among the rows. */
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
    const line = error.place?.line ?? 1;
    return { rows: [], problems: [{ line, column: "row", reason: error.fault }] };
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
        if (!refusalAmong(problems)) book.rows.push(row);
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
