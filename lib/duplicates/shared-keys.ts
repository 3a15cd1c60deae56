/** What several contacts have in common, in the order of its index, and who has it. */
import { join, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";

export const evidences = ["number", "email", "name"] as const;
/** A number, an e-mail address, or a company, in which names may be similar. */
export type Evidence = (typeof evidences)[number];

/** Keys read at a time: a company has more people than a number. */
export const stepSizes: Record<Evidence, number> = { number: 200, email: 200, name: 20 };

/** Keys that more than one row has, after this one: from the index alone, up to its `stepSizes`. */
export async function sharedKeys(by: Evidence, after: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ key: string }[]>(keysSql[by](after));
  return rows.map(({ key }) => key);
}

const keysSql: Record<Evidence, (after: string) => Sql> = {
  number: (after) => sql`SELECT "e164" AS "key" FROM "ContactNumber" WHERE "e164" > ${after}
    GROUP BY "e164" HAVING count(*) > 1 ORDER BY "e164" LIMIT ${stepSizes.number}`,
  email: (after) => sql`SELECT "key" FROM "ContactEmail" WHERE "key" > ${after}
    GROUP BY "key" HAVING count(*) > 1 ORDER BY "key" LIMIT ${stepSizes.email}`,
  name: (after) => sql`SELECT "companyKey" AS "key" FROM "Contact" WHERE "companyKey" > ${after}
    GROUP BY "companyKey" HAVING count(*) > 1 ORDER BY "companyKey" LIMIT ${stepSizes.name}`,
};

export interface Member {
  key: string;
  id: string;
  name: string;
}

/** Contacts, without those in the bin, that have one of the keys; nobody has an ignored number. */
export async function membersOf(by: Evidence, keys: readonly string[]): Promise<Member[]> {
  if (keys.length === 0) return [];
  return db().$queryRaw<Member[]>(membersSql[by](join([...keys])));
}

const membersSql: Record<Evidence, (keys: Sql) => Sql> = {
  number: (keys) => sql`SELECT DISTINCT n."e164" AS "key", p."id", p."name"
    FROM "ContactNumber" n CROSS JOIN "Contact" p
    WHERE n."e164" IN (${keys}) AND p."id" = n."contactId" AND p."deletedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "IgnoredNumber" i WHERE i."e164" = n."e164")`,
  email: (keys) => sql`SELECT DISTINCT e."key", p."id", p."name"
    FROM "ContactEmail" e CROSS JOIN "Contact" p
    WHERE e."key" IN (${keys}) AND p."id" = e."contactId" AND p."deletedAt" IS NULL`,
  name: (keys) => sql`SELECT p."companyKey" AS "key", p."id", p."name" FROM "Contact" p
    WHERE p."companyKey" IN (${keys}) AND p."deletedAt" IS NULL`,
};
