/** What the screen shows of rows that were found, in their order. */
import { join, sqltag as sql } from "@prisma/client/runtime/client";
import { direct } from "#lib/db/direct";
import type { CompanyHit, ContactHit } from "./view";

interface NumberRow {
  contactId: string;
  raw: string;
  e164: string | null;
  digits: string;
}

/** @param options.words what was looked for: a number or address that holds one of them is shown */
export async function showContacts(
  ids: readonly string[],
  { words, userId }: { words: readonly string[]; userId: string },
): Promise<ContactHit[]> {
  if (ids.length === 0) return [];
  const all = join([...ids]);
  const [rows, numbers, emails] = await Promise.all([
    direct().read<{ id: string; name: string; ownerId: string | null; company: string | null }>(
      sql`SELECT c."id", c."name", c."ownerId", o."name" AS "company" FROM "Contact" c
        LEFT JOIN "Company" o ON o."id" = c."companyId" WHERE c."id" IN (${all})`,
    ),
    direct().read<NumberRow>(
      sql`SELECT "contactId", "raw", "e164", "digits" FROM "ContactNumber"
        WHERE "contactId" IN (${all}) ORDER BY "position"`,
    ),
    direct().read<{ contactId: string; address: string; key: string }>(
      sql`SELECT "contactId", "address", "key" FROM "ContactEmail"
        WHERE "contactId" IN (${all}) ORDER BY "position"`,
    ),
  ]);
  const isMeant = (text: string) => words.some((word) => text.includes(word));
  return inOrder(ids, rows).map(({ id, name, ownerId, company }) => {
    const own = numbers.filter(({ contactId }) => contactId === id);
    const number = own.find(({ digits }) => isMeant(digits)) ?? own[0];
    const email = emails.find(({ contactId, key }) => contactId === id && isMeant(key));
    return {
      ...{ id, name, company, own: ownerId === userId },
      number: number ? { raw: number.raw, e164: number.e164 } : null,
      email: email?.address ?? null,
    };
  });
}

export async function showCompanies(ids: readonly string[]): Promise<CompanyHit[]> {
  if (ids.length === 0) return [];
  const rows = await direct().read<CompanyHit>(
    sql`SELECT "id", "name" FROM "Company" WHERE "id" IN (${join([...ids])})`,
  );
  return inOrder(ids, rows);
}

/** One that was deleted in the meantime is left out. */
function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
