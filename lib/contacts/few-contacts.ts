import { db } from "#lib/db/client";
import type { Filter, ListOptions } from "./list-options";

/** So many are named one by one; more of a million are met soon enough along the list's own index. */
const few = 500;

/**
 * The contacts among which those of a list must be, when one of its filters leaves but a few: both
 * databases walk through everybody in the list's order rather than begin with a filter.
 * @returns null when no filter leaves that few
 */
export async function fewContacts(options: Pick<ListOptions, Filter>): Promise<string[] | null> {
  const { tag, callback, since } = options;
  const found = await Promise.all([
    tag
      ? db().$queryRaw<Found>`
          SELECT "contactId" AS "id" FROM "ContactTag" WHERE "tagId" = ${tag} LIMIT ${few + 1}`
      : null,
    callback
      ? db().$queryRaw<Found>`
          SELECT "contactId" AS "id" FROM "Callback"
          WHERE "closedAt" IS NULL AND "contactId" IS NOT NULL LIMIT ${few + 1}`
      : null,
    since
      ? db().$queryRaw<Found>`
          SELECT "id" FROM "Contact" WHERE "createdAt" >= ${new Date(since)}
          ORDER BY "createdAt" LIMIT ${few + 1}`
      : null,
  ]);
  const small = found.filter((rows) => rows !== null && rows.length <= few) as Found[];
  if (small.length === 0) return null;
  return small.reduce((a, b) => (a.length <= b.length ? a : b)).map(({ id }) => id);
}

type Found = { id: string }[];
