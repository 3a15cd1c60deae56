/** How contacts are found: by lists, and while somebody types. */
import { contactsWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { direct } from "#lib/db/direct";
import { hasTrigrams } from "#lib/search/search-index";
import { sqliteIndex } from "#lib/search/sqlite-index";
import { alternativesOf } from "#lib/search/search-text";

/** Contacts in whose name, company, e-mails or numbers `q` is found. */
export function contactsMatching(q: string): Prisma.ContactWhereInput {
  const alternatives = alternativesOf(q);
  if (alternatives.length === 0) return {};
  return { OR: alternatives.map((pieces) => ({ AND: pieces.map(occurs) })) };
}

const occurs = (part: string): Prisma.ContactWhereInput => ({
  // Both databases read `%`, `_` and PostgreSQL also `\` as patterns; any one character stands in for them.
  searchText: { contains: part.replace(/[\\%_]/g, "_") },
});

/** Lists narrow down to what is within reach themselves. */
const everybody = { table: "Contact", reach: null } as const;

/** More than so many are frequent enough for a list to meet them at once; a statement takes 999 values. */
const mostNamed = 500;

/**
 * The same for lists, quick also where few contacts fit: SQLite reads them all to find those, PostgreSQL
 * has an index that answers `contactsMatching`. Without contacts in the bin.
 */
export async function contactsFound(q: string): Promise<Prisma.ContactWhereInput> {
  const alternatives = alternativesOf(q).map((words) => words.map((word) => [word]));
  const isIndexed = alternatives.length > 0 && alternatives.every((all) => all.some(hasTrigrams));
  if (direct().dialect !== "sqlite" || !isIndexed) return contactsMatching(q);
  const found = await Promise.all(
    alternatives.map((pieces) => sqliteIndex.holding(everybody, pieces, mostNamed + 1)),
  );
  const ids = new Set(found.flat().map(({ id }) => id));
  return ids.size > mostNamed ? contactsMatching(q) : { id: { in: [...ids] } };
}

/** So many are shown while somebody types. */
const most = 8;

interface FoundContact {
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
