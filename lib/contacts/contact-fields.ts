/** A contact as people write it: what forms edit, the history records and conflicts are about. */
import type { Tx } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { ContactInput } from "./contact-input";

export type ContactFields = ContactInput;
export type ContactField = keyof ContactFields;

export const contactFieldNames = [
  "name",
  "company",
  "numbers",
  "emails",
  "ownerId",
  "tags",
  "source",
  "note",
  "doNotCall",
] as const satisfies readonly ContactField[];

/** The relations the fields are read from. */
export const fieldsInclude = {
  company: { select: { id: true, name: true } },
  numbers: { orderBy: { position: "asc" } },
  emails: { orderBy: { position: "asc" } },
  tags: {
    select: { tag: { select: { id: true, name: true } } },
    orderBy: { tag: { nameKey: "asc" } },
  },
} as const satisfies Prisma.ContactInclude;

export type FieldsRow = Prisma.ContactGetPayload<{ include: typeof fieldsInclude }>;

export function fieldsOf(row: FieldsRow): ContactFields {
  return {
    name: row.name,
    company: row.company?.name ?? null,
    numbers: row.numbers.map(({ raw, label }) => ({ raw, label })),
    emails: row.emails.map(({ address, label }) => ({ address, label })),
    ownerId: row.ownerId,
    tags: row.tags.map(({ tag }) => tag.name),
    source: row.source,
    note: row.note,
    doNotCall: row.doNotCall,
  };
}

/** The contact; null when there is none, or it is in the bin. */
export async function readRow(tx: Tx, id: string): Promise<FieldsRow | null> {
  const row = await tx.contact.findUnique({ where: { id }, include: fieldsInclude });
  return row?.deletedAt === null ? row : null;
}
