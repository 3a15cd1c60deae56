/** Takes over an address book the program itself was given, at its start. */
import { directTransaction } from "#lib/db/client";
import { applyBatch } from "./apply-batch";
import { prepareRow, type PreparedRow } from "./prepare-row";

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
