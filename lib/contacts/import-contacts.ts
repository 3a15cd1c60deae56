/** Takes over an address book. Repeating an import changes nothing, also after contacts were edited. */
import { transaction, type Tx } from "#lib/db/client";
import { parsePhoneNumber, type PhoneNumber } from "#lib/phone-number";
import { insertRows } from "./insert-rows";
import { relinkImportedCalls } from "./relink-calls";
import { foldForSearch, searchTextOf } from "./search-text";
import { timeOrderedId } from "./time-ordered-id";

export interface ImportedContact {
  name: string;
  phones: string[];
  company?: string;
  email?: string;
}

interface Prepared extends ImportedContact {
  numbers: PhoneNumber[];
}

/** Contacts per transaction: long enough to be quick, short enough to let calls be recorded between. */
const batchSize = 1_000;

/**
 * Adds those of whom no number is known yet. Within one import, people who share a number (a
 * company's switchboard) are all added; the same name with the same number is one person.
 *
 * @param options.country gives national numbers their meaning, ISO 3166 alpha-2
 */
export async function importContacts(
  rows: readonly ImportedContact[],
  { country }: { country: string },
): Promise<{ created: number; skipped: number }> {
  /** Numbers this import has brought, by key: whose they are. */
  const brought = new Map<string, string[]>();
  let created = 0;
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize).map((row) => ({
      ...row,
      numbers: row.phones.map((phone) => parsePhoneNumber(phone, country)),
    }));
    const fresh = await transaction((tx) => importBatch(tx, batch, brought));
    for (const contact of fresh) remember(contact, brought);
    created += fresh.length;
  }
  return { created, skipped: rows.length - created };
}

/** One number, however it is spelled; what has no E.164 is compared as it was typed. */
function keyOf(number: { e164: string | null; digits: string; raw: string }): string {
  return number.e164 ?? (number.digits || number.raw);
}

function remember({ name, numbers }: Prepared, brought: Map<string, string[]>): void {
  for (const key of numbers.map(keyOf)) {
    brought.set(key, [...(brought.get(key) ?? []), foldForSearch(name)]);
  }
}

async function importBatch(
  tx: Tx,
  batch: Prepared[],
  brought: ReadonlyMap<string, string[]>,
): Promise<Prepared[]> {
  const known = await knownKeys(tx, batch);
  // A copy: the transaction may be rolled back and run again.
  const names = new Map(brought);
  const fresh = batch.filter((contact) => {
    const repeated = contact.numbers.map(keyOf).some((key) => {
      const owners = names.get(key);
      return owners ? owners.includes(foldForSearch(contact.name)) : known.has(key);
    });
    if (!repeated) remember(contact, names);
    return !repeated;
  });
  if (fresh.length > 0) await insertContacts(tx, fresh, new Date());
  return fresh;
}

async function knownKeys(tx: Tx, batch: Prepared[]): Promise<Set<string>> {
  const numbers = batch.flatMap((contact) => contact.numbers);
  const e164s = numbers.flatMap(({ e164 }) => (e164 ? [e164] : []));
  const unreadable = numbers.flatMap(({ e164, digits }) => (e164 ? [] : [digits]));
  const rows = await tx.contactNumber.findMany({
    where: { OR: [{ e164: { in: e164s } }, { e164: null, digits: { in: unreadable } }] },
    select: { e164: true, digits: true, raw: true },
  });
  return new Set(rows.map(keyOf));
}

async function insertContacts(tx: Tx, batch: Prepared[], now: Date): Promise<void> {
  const companies = await companyIds(tx, batch, now);
  const contacts = batch.map((contact, index) => ({
    ...contact,
    id: timeOrderedId(now.getTime(), index),
    companyId: companies.get(foldForSearch(contact.company ?? "")) ?? null,
  }));
  await insertRows(
    tx,
    "Contact",
    ["id", "name", "companyId", "email", "searchText", "createdAt", "updatedAt"],
    contacts.map((contact) => [
      contact.id,
      contact.name,
      contact.companyId,
      contact.email || null,
      searchTextOf(contact),
      now,
      now,
    ]),
  );
  const numbers = contacts.flatMap((contact) =>
    contact.numbers.map((number, position) => ({ ...number, position, contactId: contact.id })),
  );
  await insertRows(
    tx,
    "ContactNumber",
    ["id", "contactId", "raw", "e164", "digits", "position"],
    numbers.map(({ contactId, raw, e164, digits, position }, index) => [
      timeOrderedId(now.getTime(), index),
      contactId,
      raw,
      e164,
      digits,
      position,
    ]),
  );
  await relinkImportedCalls(
    tx,
    numbers.flatMap(({ e164 }) => (e164 ? [e164] : [])),
  );
}

/** Ids by folded name, of companies that exist and of those made for this batch. */
async function companyIds(tx: Tx, batch: Prepared[], now: Date): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { company } of batch) {
    const key = foldForSearch(company ?? "");
    if (company && key && !names.has(key)) names.set(key, company.trim());
  }
  const existing = await tx.company.findMany({
    where: { nameKey: { in: [...names.keys()] } },
    select: { id: true, nameKey: true },
  });
  const ids = new Map(existing.map(({ id, nameKey }) => [nameKey, id]));
  const made = [...names]
    .filter(([key]) => !ids.has(key))
    .map(([key, name], index) => [timeOrderedId(now.getTime(), index), name, key, now] as const);
  for (const [id, , key] of made) ids.set(key, id);
  await insertRows(tx, "Company", ["id", "name", "nameKey", "createdAt"], made);
  return ids;
}
