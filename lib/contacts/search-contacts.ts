/** How contacts are found: by lists, and while somebody types. */
import type { Viewer } from "#lib/auth/policy";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { direct } from "#lib/db/direct";
import { search, searchIndex } from "#lib/search/search";
import { hasTrigrams, type Piece } from "#lib/search/search-index";
import { sqliteIndex } from "#lib/search/sqlite-index";
import { alternativesOf } from "#lib/search/search-text";
import { spellings } from "#lib/search/typos";
import type { ContactHit } from "#lib/search/view";

/** Contacts in whose name, company, e-mails or numbers each piece is found in one of its spellings. */
function contactsMatching(alternatives: readonly (readonly Piece[])[]): Prisma.ContactWhereInput {
  if (alternatives.length === 0) return {};
  return {
    OR: alternatives.map((pieces) => ({
      AND: pieces.map((spelled) => ({ OR: spelled.map(occurs) })),
    })),
  };
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
  const index = searchIndex();
  const alternatives = await Promise.all(alternativesOf(q).map((words) => spellings(index, words)));
  const isIndexed = alternatives.length > 0 && alternatives.every((all) => all.some(hasTrigrams));
  if (direct().dialect !== "sqlite" || !isIndexed) return contactsMatching(alternatives);
  const found = await Promise.all(
    alternatives.map((pieces) => sqliteIndex.holding(everybody, pieces, mostNamed + 1)),
  );
  const ids = new Set(found.flat().map(({ id }) => id));
  return ids.size > mostNamed ? contactsMatching(alternatives) : { id: { in: [...ids] } };
}

/** So many are shown while somebody types. */
const most = 8;

/** A few contacts within reach for a type-ahead, ranked as the search palette ranks them. */
export async function findContacts(viewer: Viewer, q: string): Promise<ContactHit[]> {
  const { contacts } = await search(viewer, q, {
    contacts: most,
    companies: 0,
    calls: 0,
    notes: 0,
  });
  return contacts;
}
