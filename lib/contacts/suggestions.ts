/** What has been written before, offered while somebody types. */
import { db } from "#lib/db/client";
import { foldForSearch } from "#lib/search/search-text";

const most = 8;

/** Names of companies in which `text` occurs. */
export async function suggestCompanies(text: string): Promise<string[]> {
  const key = foldForSearch(text);
  if (key === "") return [];
  const rows = await db().company.findMany({
    // Both databases read `%`, `_` and PostgreSQL also `\` as patterns; any one character stands in for them.
    where: { nameKey: { contains: key.replace(/[\\%_]/g, "_") } },
    select: { name: true },
    orderBy: { nameKey: "asc" },
    take: most,
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
