import { join, sqltag as sql } from "@prisma/client/runtime/client";
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { foldForSearch, sortKeyOf } from "#lib/search/search-text";
import { directOn, transaction, WriteConflict, type Tx } from "#lib/db/client";
import { contactSearchText } from "../contact-state";
import { loadContacts } from "../load-contacts";
import type { CompanyChange } from "./company-input";

/**
 * Saves one field, unless somebody else has changed that very field since the person saw it.
 * @returns "taken" when another company has the name
 */
export function updateCompany(
  id: string,
  { field, from, to }: CompanyChange,
): Promise<"saved" | "conflict" | "taken" | "not-found"> {
  return transaction(async (tx) => {
    const row = await tx.company.findUnique({ where: { id } });
    if (!row) return "not-found";
    if (row[field] === to) return "saved";
    if (row[field] !== from) return "conflict";
    const nameKey = field === "name" ? foldForSearch(to) : row.nameKey;
    if (nameKey !== row.nameKey && (await tx.company.count({ where: { nameKey } })) > 0) {
      return "taken";
    }
    const { count } = await tx.company.updateMany({
      where: { id, [field]: from },
      data: { [field]: to, nameKey, updatedAt: new Date() },
    });
    if (count === 0) throw new WriteConflict();
    if (field === "name") await renameInContacts(tx, id, { name: to, nameKey });
    const changes = details({ fields: field });
    await recordAudit(tx, { event: "company.changed", subject: { kind: "company", id }, changes });
    return "saved";
  });
}

/** Contacts written in one statement. */
const batch = 1_000;

/** Contacts are found by their company's name, and sorted by it. */
async function renameInContacts(
  tx: Tx,
  companyId: string,
  { name, nameKey }: { name: string; nameKey: string },
): Promise<void> {
  for (let after = ""; ;) {
    const rows = await tx.contact.findMany({
      where: { companyId, id: { gt: after } },
      select: { id: true },
      orderBy: { id: "asc" },
      take: batch,
    });
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    const contacts = await loadContacts(directOn(tx), ids, { binned: true });
    const texts = [...contacts.values()].map(
      (contact) => sql`(${contact.id}, ${contactSearchText({ ...contact, company: name })})`,
    );
    // Both databases name the columns of VALUES so.
    await tx.$executeRaw(sql`
      UPDATE "Contact" SET "searchText" = fresh.column2, "companyKey" = ${sortKeyOf(nameKey)}
      FROM (VALUES ${join(texts)}) AS fresh WHERE "Contact"."id" = fresh.column1`);
    after = ids.at(-1)!;
  }
}
