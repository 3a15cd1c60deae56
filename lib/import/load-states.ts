import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import type { ContactState } from "./contact-state";
import type { PreparedEmail, PreparedNumber } from "./prepare-row";

type Scalars = Omit<ContactState, "numbers" | "emails" | "tags" | "doNotCall">;
type Of<T> = T & { contactId: string };

/** Contacts as they are; on PostgreSQL nobody else can change them until the transaction is over. */
export async function loadStates(
  tx: DirectTx,
  ids: readonly string[],
): Promise<Map<string, ContactState>> {
  const states = new Map<string, ContactState>();
  if (ids.length === 0) return states;
  const wanted = `(${documentRows(tx.dialect, { id: "text" })}) AS wanted`;
  const about = ids.map((id) => [id]);
  const contacts = await tx.rows<Scalars & { id: string; doNotCall: boolean | number }>(
    `SELECT c."id", c."name", o."name" AS "company", c."note", c."source", c."ownerId", c."doNotCall"
     FROM ${wanted} JOIN "Contact" c ON c."id" = wanted."id"
     LEFT JOIN "Company" o ON o."id" = c."companyId"
     WHERE c."deletedAt" IS NULL ORDER BY c."id"
     ${tx.dialect === "postgresql" ? `FOR UPDATE OF c` : ""}`,
    about,
  );
  for (const { id, doNotCall, ...scalars } of contacts) {
    const lists = { numbers: [], emails: [], tags: [] };
    states.set(id, { ...scalars, doNotCall: Boolean(doNotCall), ...lists });
  }
  const numbers = await tx.rows<Of<PreparedNumber>>(
    `SELECT n."contactId", n."raw", n."e164", n."digits", n."label"
     FROM ${wanted} JOIN "ContactNumber" n ON n."contactId" = wanted."id"
     ORDER BY n."contactId", n."position"`,
    about,
  );
  for (const { contactId, ...number } of numbers) states.get(contactId)?.numbers.push(number);
  const emails = await tx.rows<Of<PreparedEmail>>(
    `SELECT e."contactId", e."address", e."key", e."label"
     FROM ${wanted} JOIN "ContactEmail" e ON e."contactId" = wanted."id"
     ORDER BY e."contactId", e."position"`,
    about,
  );
  for (const { contactId, ...email } of emails) states.get(contactId)?.emails.push(email);
  const tags = await tx.rows<Of<{ name: string }>>(
    `SELECT l."contactId", t."name"
     FROM ${wanted} JOIN "ContactTag" l ON l."contactId" = wanted."id"
     JOIN "Tag" t ON t."id" = l."tagId" ORDER BY l."contactId", t."nameKey"`,
    about,
  );
  for (const { contactId, name } of tags) states.get(contactId)?.tags.push(name);
  return states;
}
