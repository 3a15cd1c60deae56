/** Where a list begins with a filter instead of walking through everybody in its order. */
import { sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import { callLookUp } from "./call-filters";
import { callFilters, type Filter, type ListOptions } from "./list-options";

/** So many are named one by one; more of a million are met soon enough along the list's own index. */
const few = 500;

type Found = { id: string }[];

/** Whether a list has a filter that no index of the list itself answers. */
export function isNarrow(options: Pick<ListOptions, Filter>): boolean {
  const { tag, callback, since, doNotCall } = options;
  return Boolean(tag || callback || since || doNotCall) || callFilters.some((one) => options[one]);
}

/**
 * The contacts among which those of a list must be, when one of its filters leaves but a few: both
 * databases walk through everybody in the list's order rather than begin with a filter.
 * @returns null when no filter leaves that few
 */
export async function fewContacts(options: Pick<ListOptions, Filter>): Promise<string[] | null> {
  const found = await Promise.all(
    lookUps(options).map((lookUp) => db().$queryRaw<Found>(sql`${lookUp} LIMIT ${few + 1}`)),
  );
  const small = found.filter((rows) => rows.length <= few);
  if (small.length === 0) return null;
  return small.reduce((a, b) => (a.length <= b.length ? a : b)).map(({ id }) => id);
}

function lookUps(options: Pick<ListOptions, Filter>): Sql[] {
  const { tag, callback, since, doNotCall } = options;
  const found: (Sql | false | null)[] = [
    tag !== "" && sql`SELECT "contactId" AS "id" FROM "ContactTag" WHERE "tagId" = ${tag}`,
    callback !== "" &&
      sql`SELECT "contactId" AS "id" FROM "Callback"
        WHERE "closedAt" IS NULL AND "task" = 'call' AND "contactId" IS NOT NULL`,
    since !== "" &&
      sql`SELECT "id" FROM "Contact" WHERE "createdAt" >= ${new Date(since)} ORDER BY "createdAt"`,
    doNotCall === "yes" && sql`SELECT "id" FROM "Contact" WHERE "doNotCall" = true`,
    callLookUp(options),
  ];
  return found.filter((one) => one !== false && one !== null);
}
