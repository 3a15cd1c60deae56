/** What the inputs of a contact's fields offer: people, tags, and what has been written before. */
import { db } from "#lib/db/client";
import { peopleNames, type PersonName } from "#lib/people/queries";
import { foldForSearch } from "#lib/search/search-text";

const mostCompanies = 8;

/** Names of companies in which `text` occurs. */
export async function suggestCompanies(text: string): Promise<string[]> {
  const key = foldForSearch(text);
  if (key === "") return [];
  const rows = await db().company.findMany({
    // Both databases read `%`, `_` and PostgreSQL also `\` as patterns; any one character stands in for them.
    where: { nameKey: { contains: key.replace(/[\\%_]/g, "_") } },
    select: { name: true },
    orderBy: { nameKey: "asc" },
    take: mostCompanies,
  });
  return rows.map(({ name }) => name);
}

/** So many sources are a list to choose from; with more, people write stories there. */
const mostSources = 100;

/**
 * The sources in use. From one to the next along the index: DISTINCT would read the index of all
 * contacts for a handful of words.
 */
export async function listSources(): Promise<string[]> {
  const rows = await db().$queryRaw<{ source: string }[]>`
    WITH RECURSIVE known("source") AS (
      SELECT * FROM (SELECT "source" FROM "Contact" WHERE "source" IS NOT NULL
        ORDER BY "source" LIMIT 1) AS first
      UNION ALL
      SELECT (SELECT c."source" FROM "Contact" c WHERE c."source" > known."source"
        ORDER BY c."source" LIMIT 1)
      FROM known WHERE known."source" IS NOT NULL
    )
    SELECT "source" FROM known WHERE "source" IS NOT NULL LIMIT ${mostSources}`;
  return rows.map(({ source }) => source);
}

interface TagView {
  id: string;
  name: string;
}

/** So many are offered to choose from. */
const mostTags = 500;

/** All tags there are, in alphabetical order. */
export function listTags(): Promise<TagView[]> {
  return db().tag.findMany({
    select: { id: true, name: true },
    orderBy: { nameKey: "asc" },
    take: mostTags,
  });
}

export interface PossibleOwner {
  id: string;
  name: string;
  email: string;
}

/** Who can own a contact. */
export async function possibleOwners(): Promise<PossibleOwner[]> {
  return db().user.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true, email: true },
    orderBy: { name: "asc" },
  });
}

/** @param userId null: nobody, which is always possible */
export async function canOwn(userId: string | null): Promise<boolean> {
  return (
    userId === null || (await db().user.count({ where: { id: userId, disabledAt: null } })) > 0
  );
}

/** What the inputs of a contact's fields offer. */
export async function fieldChoices(): Promise<{
  people: PersonName[];
  tags: string[];
  sources: string[];
}> {
  const [people, tags, sources] = await Promise.all([peopleNames(), listTags(), listSources()]);
  return { people, tags: tags.map(({ name }) => name), sources };
}
