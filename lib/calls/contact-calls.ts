/**
 * What a contact's calls come to (`ContactCalls`): when they were last called and talked with, how often they were
 * called in vain since, what came of it. Lists are narrowed down by it, and to look through a million calls for each
 * page would take seconds. It is computed anew from the stored calls by whoever changes them, in the same
 * transaction: so late, repeated and corrected reports lead to the same row.
 */
import { isCampaignCall } from "#lib/callbacks/client-history";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";

/** `calledAt` of whom nobody has called. */
export const neverCalled = new Date(0);
const never = "'1970-01-01T00:00:00.000+00:00'";

/** So many of a contact's latest calls are looked at: a switchboard has thousands, and every call waits for this. */
const latest = 500;

/** @param contactIds any of whose calls came, went, were answered or ended, or got an outcome */
export async function refreshContactCalls(
  tx: DirectTx,
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) return;
  const about = [...new Set(contactIds)].map((id) => [id]);
  if (tx.dialect === "postgresql") {
    // In a statement of its own: what the next one reads is then no older than the lock. Of two calls that end at
    // once, the second counts the first.
    await tx.rows(
      `SELECT 1 FROM "ContactCalls"
       WHERE "contactId" IN (${documentRows(tx.dialect, { id: "text" })})
       ORDER BY "contactId" FOR UPDATE`,
      about,
    );
  }
  await tx.run(
    `${insertSql(tx)} ON CONFLICT ("contactId") DO UPDATE SET
       "calledAt" = excluded."calledAt", "talkedAt" = excluded."talkedAt",
       "attempts" = excluded."attempts", "outcomeId" = excluded."outcomeId"`,
    about,
  );
}

/** Rows for contacts that have none; another writer's stay. */
export async function addContactCalls(tx: DirectTx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await tx.run(
    `${insertSql(tx)} ON CONFLICT ("contactId") DO NOTHING`,
    contactIds.map((id) => [id]),
  );
}

const isTalk = `(r."state" = 'active' OR r."disposition" = 'answered')`;
/** Over, and nobody of them answered. What the PBX did not take rang nowhere. */
const isInVain = `(r."direction" = 'outgoing' AND r."state" = 'ended' AND r."disposition" NOT IN ('answered', 'failed'))`;

function recentOf(contactId: string): string {
  return `(SELECT c."startedAt", c."answeredAt", c."direction", c."state", c."disposition", c."outcomeId"
    FROM "Call" c WHERE c."contactId" = ${contactId} AND c."direction" <> 'internal'
      AND NOT ${isCampaignCall} ORDER BY c."startedAt" DESC LIMIT ${latest}) AS r`;
}

/** Materialized: SQLite would otherwise look for the last talk again for each attempt. */
function insertSql({ dialect }: DirectTx): string {
  const recent = recentOf(`w."id"`);
  return `WITH facts AS MATERIALIZED (SELECT p."id",
      (SELECT max(r."startedAt") FROM ${recent} WHERE ${isInVain} OR ${isTalk}) AS "calledAt",
      (SELECT max(coalesce(r."answeredAt", r."startedAt")) FROM ${recent} WHERE ${isTalk}) AS "talkedAt",
      (SELECT max(r."startedAt") FROM ${recent} WHERE ${isTalk}) AS "talkBegan",
      (SELECT r."outcomeId" FROM ${recent} WHERE r."outcomeId" IS NOT NULL
        ORDER BY r."startedAt" DESC LIMIT 1) AS "outcomeId"
    FROM (${documentRows(dialect, { id: "text" })}) AS w CROSS JOIN "Contact" p WHERE p."id" = w."id")
    INSERT INTO "ContactCalls" ("contactId", "calledAt", "talkedAt", "attempts", "outcomeId")
    SELECT f."id", coalesce(f."calledAt", ${never}), f."talkedAt",
      (SELECT count(*) FROM ${recentOf(`f."id"`)}
        WHERE ${isInVain} AND r."startedAt" > coalesce(f."talkBegan", ${never})),
      f."outcomeId"
    FROM facts f WHERE true`;
}
