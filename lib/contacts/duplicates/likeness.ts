/**
 * By what two contacts may be one: what they have in common, and names that differ by a letter, or in the
 * order of their words. Not by comparing all with all: two words one letter apart have a form in common
 * that lacks one letter (as SymSpell does it), so that namesakes meet in a map.
 */
import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { andWithin, type Reach } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { foldForSearch } from "#lib/search/search-text";

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

/** Contacts within reach, without those in the bin, that have one of the keys; nobody has an ignored number. */
export async function membersOf(
  by: Evidence,
  keys: readonly string[],
  reach: Reach,
): Promise<Member[]> {
  if (keys.length === 0) return [];
  return db().$queryRaw<Member[]>(
    sql`${membersSql[by](join([...keys]))} ${andWithin(reach, sql`p."ownerId"`)}`,
  );
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

/** Shorter names are one letter apart from too many others. */
const fewestLetters = 5;

/** Compared with each: a name that more people have tells nothing more by one more of them. */
const mostNamesakes = 20;

interface Named {
  id: string;
  name: string;
}

/** Pairs of similar names among people who have something else in common. */
export function similarPairs(people: readonly Named[]): [string, string][] {
  const keys = new Map(people.map(({ id, name }) => [id, keyOf(name)]));
  const byForm = new Map<string, string[]>();
  const pairs = new Map<string, [string, string]>();
  for (const { id } of people) {
    const key = keys.get(id)!;
    for (const form of formsOf(key)) {
      const met = byForm.get(form) ?? [];
      for (const other of met.slice(0, mostNamesakes)) {
        if (areClose(key, keys.get(other)!)) pairs.set(`${other} ${id}`, [other, id]);
      }
      met.push(id);
      byForm.set(form, met);
    }
  }
  return [...pairs.values()];
}

/** The words folded and in one order, without dots and dashes. */
function keyOf(name: string): string {
  const words = foldForSearch(name).split(/[^\p{L}\p{N}]+/u);
  return words.filter(Boolean).sort().join(" ");
}

function formsOf(key: string): Set<string> {
  if (key.length < fewestLetters) return new Set([key]);
  const shorter = Array.from(key, (_, at) => key.slice(0, at) + key.slice(at + 1));
  return new Set([key, ...shorter]);
}

/** Equal, or one letter more, less, other, or two swapped. */
function areClose(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
