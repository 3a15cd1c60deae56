import { contactsWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { contactsFound } from "./search-contacts";

/** So many are shown while somebody types. */
const most = 8;

export interface FoundContact {
  id: string;
  name: string;
  company: string | null;
  ownerId: string | null;
  /** Tells two of one name apart. */
  number: { raw: string; e164: string | null } | null;
}

/** A few contacts within reach for a type-ahead: those in which every word of `q` occurs. */
export async function findContacts(viewer: Viewer, q: string): Promise<FoundContact[]> {
  const rows = await db().contact.findMany({
    where: {
      deletedAt: null,
      AND: [await contactsFound(q), contactsWithin(await reachOf(viewer))],
    },
    select: {
      id: true,
      name: true,
      ownerId: true,
      company: { select: { name: true } },
      numbers: { select: { raw: true, e164: true }, orderBy: { position: "asc" }, take: 1 },
    },
    take: most,
  });
  return rows.map(({ company, numbers, ...contact }) => ({
    ...contact,
    company: company?.name ?? null,
    number: numbers[0] ?? null,
  }));
}
