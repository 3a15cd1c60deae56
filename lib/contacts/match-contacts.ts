import type { Db, Tx } from "#lib/db/client";
import type { ContactSummary } from "#lib/realtime/events";

/** More namesakes of one number than anybody reads on a card. */
const most = 20;

/** Whose number it is, by equal E.164 alone; the most recently changed first. */
export async function matchContacts(tx: Db | Tx, e164: string | null): Promise<ContactSummary[]> {
  if (e164 === null) return [];
  // From the number's side: asking for contacts that have it would scan all contacts.
  const numbers = await tx.contactNumber.findMany({
    where: { e164 },
    distinct: ["contactId"],
    select: { contactId: true },
  });
  if (numbers.length === 0) return [];
  const contacts = await tx.contact.findMany({
    where: { id: { in: numbers.slice(0, 1000).map((number) => number.contactId) } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: most,
    select: contactSummary,
  });
  return contacts.map(toContactSummary);
}

const contactSummary = {
  id: true,
  name: true,
  company: { select: { name: true } },
} as const;

function toContactSummary(row: {
  id: string;
  name: string;
  company: { name: string } | null;
}): ContactSummary {
  return { id: row.id, name: row.name, company: row.company?.name ?? null };
}
