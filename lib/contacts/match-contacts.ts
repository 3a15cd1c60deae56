import type { Db, Tx } from "#lib/db/client";
import type { ContactSummary } from "#lib/realtime/events";

const most = 20;

/** Every contact with this very number, the last edited first; a number that isn't understood has none. */
export async function matchContacts(db: Db | Tx, e164: string | null): Promise<ContactSummary[]> {
  if (!e164) return [];
  const rows = await db.contactNumber.findMany({
    where: { e164 },
    select: {
      contact: {
        select: { id: true, name: true, updatedAt: true, company: { select: { name: true } } },
      },
    },
    orderBy: [{ contact: { updatedAt: "desc" } }, { contactId: "asc" }],
    take: most,
  });
  const byId = new Map(
    rows.map(({ contact }) => [
      contact.id,
      { id: contact.id, name: contact.name, company: contact.company?.name ?? null },
    ]),
  );
  return [...byId.values()];
}
