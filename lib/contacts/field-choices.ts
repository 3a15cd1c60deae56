/** What the inputs of a contact's fields offer: tags, and what has been written before. */
import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { foldForSearch } from "#lib/search/search-text";
import { offeredFields, type Offered, type OfferedField } from "./fields";

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

/** So many words are a list to choose from; with more, people write stories there. */
const mostWords = 100;

/**
 * What is written in a field. From one to the next along the index: DISTINCT would read the index of all contacts for
 * a handful of words.
 */
async function wordsIn(field: OfferedField): Promise<string[]> {
  const column = raw(`"${field}"`);
  const rows = await direct().read<{ word: string }>(sql`
    WITH RECURSIVE known(word) AS (
      SELECT * FROM (SELECT ${column} FROM "Contact" WHERE ${column} IS NOT NULL
        ORDER BY ${column} LIMIT 1) AS first
      UNION ALL
      SELECT (SELECT c.${column} FROM "Contact" c WHERE c.${column} > known.word
        ORDER BY c.${column} LIMIT 1)
      FROM known WHERE known.word IS NOT NULL
    )
    SELECT word FROM known WHERE word IS NOT NULL LIMIT ${mostWords}`);
  return rows.map(({ word }) => word);
}

/** What forms and filters offer: what is in use. */
export async function listOffered(): Promise<Offered> {
  const lists = await Promise.all(
    offeredFields.map(async (field) => [field, await wordsIn(field)] as const),
  );
  return Object.fromEntries(lists) as Offered;
}

interface TagView {
  id: string;
  name: string;
}

/** So many are offered to choose from. */
const mostTags = 500;

/** All tags there are, in alphabetical order. */
export function listTags(): Promise<TagView[]> {
  return direct().read(sql`SELECT "id", "name" FROM "Tag" ORDER BY "nameKey" LIMIT ${mostTags}`);
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
  tags: string[];
  offered: Offered;
}> {
  const [tags, offered] = await Promise.all([listTags(), listOffered()]);
  return { tags: tags.map(({ name }) => name), offered };
}
