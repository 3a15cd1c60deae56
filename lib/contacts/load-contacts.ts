/** Reads contacts for whoever is about to write them. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows, quoted, timeText } from "#lib/db/json-sql";
import type { EmailEntry, NumberEntry, Stored, StoredContact } from "./contact-state";
import { columnFields, fieldsOfKind, pick, type ColumnField } from "./fields";

type Row = Record<ColumnField, unknown> &
  Pick<StoredContact, "id" | "company" | "companyId"> & { updatedAt: string };
type Of<T> = T & { contactId: string };

const flags = fieldsOfKind("flag");

/**
 * The contacts as they are, by id; those in the bin are left out. On PostgreSQL nobody else can change
 * them until the transaction is over; SQLite has one writer at a time.
 */
export async function loadContacts(
  tx: DirectTx,
  ids: readonly string[],
  { binned = false }: { binned?: boolean } = {},
): Promise<Map<string, StoredContact>> {
  const contacts = new Map<string, StoredContact>();
  if (ids.length === 0) return contacts;
  const wanted = `(${documentRows(tx.dialect, { id: "text" })}) AS wanted`;
  const about = ids.map((id) => [id]);
  if (tx.dialect === "postgresql") {
    // On its own: what a locking statement joins is read before it waits for the lock.
    await tx.rows(
      `SELECT c."id" FROM ${wanted} JOIN "Contact" c ON c."id" = wanted."id"
       ORDER BY c."id" FOR UPDATE OF c`,
      about,
    );
  }
  const columns = columnFields.map((field) => `c."${field}"`).join(", ");
  const rows = await tx.rows<Row>(
    `SELECT c."id", c."companyId", ${timeText(tx.dialect, `c."updatedAt"`)} AS "updatedAt",
       o."name" AS "company", ${columns}
     FROM ${wanted} JOIN "Contact" c ON c."id" = wanted."id"
     LEFT JOIN "Company" o ON o."id" = c."companyId"
     ${binned ? "" : `WHERE c."deletedAt" IS NULL`} ORDER BY c."id"`,
    about,
  );
  for (const row of rows) contacts.set(row.id, toContact(row));
  const numbers = await entries<NumberEntry>(tx, "ContactNumber", about, numberColumns);
  for (const { contactId, ...number } of numbers) contacts.get(contactId)?.numbers.push(number);
  const emails = await entries<EmailEntry>(tx, "ContactEmail", about, emailColumns);
  for (const { contactId, ...email } of emails) contacts.get(contactId)?.emails.push(email);
  const tags = await tx.rows<Of<{ name: string }>>(
    `SELECT l."contactId", t."name"
     FROM ${wanted} JOIN "ContactTag" l ON l."contactId" = wanted."id"
     JOIN "Tag" t ON t."id" = l."tagId" ORDER BY l."contactId", t."nameKey"`,
    about,
  );
  for (const { contactId, name } of tags) contacts.get(contactId)?.tags.push(name);
  return contacts;
}

const numberColumns = ["raw", "e164", "digits", "label"] as const;
const emailColumns = ["address", "key", "label"] as const;

async function entries<T>(
  tx: DirectTx,
  table: "ContactNumber" | "ContactEmail",
  contactIds: readonly (readonly string[])[],
  columns: readonly (keyof T & string)[],
): Promise<Of<Stored<T>>[]> {
  const rows = await tx.rows<Of<Stored<T>>>(
    `SELECT ${quoted(["id", "contactId", ...columns, "position"])} FROM "${table}"
     WHERE "contactId" IN (${documentRows(tx.dialect, { id: "text" })})
     ORDER BY "contactId", "position", "id"`,
    contactIds,
  );
  // By Prisma's connection to SQLite they come as bigint.
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

function toContact({ id, company, companyId, updatedAt, ...row }: Row): StoredContact {
  // SQLite tells true from false by 1 and 0.
  const truths = Object.fromEntries(flags.map((flag) => [flag, Boolean(row[flag])]));
  const columns = { ...pick(row, columnFields), ...truths };
  const lists = { numbers: [], emails: [], tags: [] };
  return { id, company, companyId, updatedAt: new Date(updatedAt), ...columns, ...lists } as never;
}
