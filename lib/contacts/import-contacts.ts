import { transaction, type Tx } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/phone-number";
import { numbersOf, companyId } from "./save-contact";
import { searchTextOf } from "./search-text";

export interface ImportedContact {
  name: string;
  phones: string[];
  company?: string;
  email?: string;
}

const batchSize = 500;

/**
 * Adds contacts that are not there yet: one is, when a contact of the same name has one of its
 * numbers. Repeating an import changes nothing.
 */
export async function importContacts(
  rows: ImportedContact[],
  { country }: { country: string },
): Promise<{ created: number; skipped: number }> {
  let created = 0;
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize);
    created += await transaction((tx) => importBatch(tx, batch, country));
  }
  return { created, skipped: rows.length - created };
}

async function importBatch(tx: Tx, rows: ImportedContact[], country: string): Promise<number> {
  const identity = (name: string, number: { e164: string | null; digits: string }) =>
    `${name}\n${number.e164 ?? number.digits}`;
  const numbers = rows.flatMap((row) => row.phones.map((raw) => parsePhoneNumber(raw, country)));
  const stored = await tx.contactNumber.findMany({
    where: { digits: { in: [...new Set(numbers.map((number) => number.digits))] } },
    select: { e164: true, digits: true, contact: { select: { name: true } } },
  });
  const seen = new Set(stored.map((number) => identity(number.contact.name, number)));
  const companies = new Map<string, string>();
  let created = 0;
  for (const { name, phones, company, email } of rows) {
    const parsed = phones.map((raw) => parsePhoneNumber(raw, country));
    if (parsed.some((number) => seen.has(identity(name, number)))) continue;
    for (const number of parsed) seen.add(identity(name, number));
    if (company && !companies.has(company)) companies.set(company, await companyId(tx, company));
    const labelled = { numbers: phones.map((raw) => ({ raw, label: null })) };
    await tx.contact.create({
      data: {
        name,
        email: email || null,
        companyId: company ? (companies.get(company) ?? null) : null,
        searchText: searchTextOf({ name, company, email }),
        numbers: { create: numbersOf(labelled, country) },
      },
      select: { id: true },
    });
    created += 1;
  }
  return created;
}
