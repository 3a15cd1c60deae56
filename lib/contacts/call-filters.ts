/** What lists ask of a contact's calls, twice: as a condition along the list's own order, and as a beginning of it. */
import { join, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { day } from "#lib/base/duration";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { CallFilter, ListOptions } from "./list-options";

type Asked = Pick<ListOptions, CallFilter>;

/** Whoever was called on that day was called at all: "never" is 1970 (lib/calls/contact-calls.ts). */
const firstCalls = new Date("1980-01-01");

/** Called before this; null: they don't ask. */
function calledBefore({ notCalled }: Asked): Date | null {
  if (notCalled === "") return null;
  return notCalled === "never" ? firstCalls : new Date(Date.now() - Number(notCalled) * day);
}

/**
 * Each as what it is not: a database would begin with the index of an equality or a bound, and sort all that it
 * finds there. Comparing with nothing is never true, so whoever was never talked with is in no list by talks.
 */
export function calledAs(asked: Asked): Prisma.ContactWhereInput {
  const { talkedSince, talkedBefore, outcome, attempts } = asked;
  const before = calledBefore(asked);
  const not: Prisma.ContactCallsWhereInput[] = [
    ...(before ? [{ calledAt: { gte: before } }] : []),
    ...(talkedSince ? [{ talkedAt: { lt: new Date(talkedSince) } }] : []),
    ...(talkedBefore ? [{ talkedAt: { gte: new Date(talkedBefore) } }] : []),
    ...(outcome ? [{ outcomeId: { not: outcome } }] : []),
    ...(attempts ? [{ attempts: { lt: Number(attempts) } }] : []),
  ];
  return not.length === 0 ? {} : { called: { is: { AND: not.map((one) => ({ NOT: one })) } } };
}

/**
 * The ids of all contacts that these filters leave together, along the index of one of them: two filters that each leave
 * many may leave but a few. Null when none is asked for.
 */
export function callLookUp(asked: Asked): Sql | null {
  const { talkedSince, talkedBefore, outcome, attempts } = asked;
  const before = calledBefore(asked);
  const conditions = [
    before && sql`"calledAt" < ${before}`,
    talkedSince && sql`"talkedAt" >= ${new Date(talkedSince)}`,
    talkedBefore && sql`"talkedAt" < ${new Date(talkedBefore)}`,
    outcome && sql`"outcomeId" = ${outcome}`,
    attempts && sql`"attempts" >= ${Number(attempts)}`,
  ].filter((one) => one !== null && one !== "");
  if (conditions.length === 0) return null;
  return sql`SELECT "contactId" AS "id" FROM "ContactCalls" WHERE ${join(conditions, " AND ")}`;
}
