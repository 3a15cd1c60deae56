/** Contacts by whom a row's numbers and addresses are known already. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { foldForSearch } from "#lib/search/search-text";
import type { PreparedRow } from "./prepare-row";

export interface Known {
  id: string;
  nameKey: string;
}

/** The keys under which a contact is recognised: its numbers, then its addresses. */
export function keysOf({ numbers, emails }: Pick<PreparedRow, "numbers" | "emails">): string[] {
  return [
    ...numbers.map(({ e164, digits, raw }) => (e164 ? `e164:${e164}` : `digits:${digits || raw}`)),
    ...emails.map(({ key }) => `email:${key}`),
  ];
}

/** CROSS JOIN has SQLite begin with the document; the functions keep it from the wrong index. */
const lookups = {
  e164: `"ContactNumber" n CROSS JOIN "Contact" c WHERE n."e164" = wanted."key"`,
  digits: `"ContactNumber" n CROSS JOIN "Contact" c
    WHERE n."digits" = wanted."key" AND coalesce(n."e164", '') = ''`,
  email: `"ContactEmail" n CROSS JOIN "Contact" c WHERE n."key" = wanted."key"`,
};

/** Contacts by key, the oldest first, by an index for each; those in the bin are nobody. */
export async function findKnown(
  tx: DirectTx,
  rows: readonly PreparedRow[],
): Promise<Map<string, Known[]>> {
  const keys = new Set(rows.flatMap(keysOf));
  const found = new Map<string, Known[]>();
  for (const kind of ["e164", "digits", "email"] as const) {
    const prefix = `${kind}:`;
    const wanted = [...keys].flatMap((key) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length)]] : [],
    );
    if (wanted.length === 0) continue;
    const owners = await tx.rows<{ key: string; id: string; name: string }>(
      `SELECT wanted."key" AS "key", c."id" AS "id", c."name" AS "name"
       FROM (${documentRows(tx.dialect, { key: "text" })}) AS wanted CROSS JOIN ${lookups[kind]}
         AND c."id" = n."contactId" AND c."deletedAt" IS NULL
       ORDER BY c."id"`,
      wanted,
    );
    for (const { key, id, name } of owners) {
      const list = found.get(prefix + key) ?? [];
      list.push({ id, nameKey: foldForSearch(name) });
      found.set(prefix + key, list);
    }
  }
  return found;
}
