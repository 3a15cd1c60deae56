/** Tells people of promises of theirs that were not kept: their time is over by a working hour, and they are open. */
import { currentTime } from "#lib/base/clock";
import { day, hour } from "#lib/base/duration";
import { beforeWorking } from "#lib/base/working-hours";
import { db, directTransaction } from "#lib/db/client";
import { direct, toDocument } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { companyTimeZone } from "#lib/i18n/time-zone";
import { recordNotices } from "#lib/notices/record-notices";
import { callbacksById, lockClients } from "./store";
import { workingHours } from "./working-hours";

/** By so much of the company's working time a promise has to be late, in ms. */
const grace = hour;
/** What was due before that is old news to whoever lives with it, in ms. */
const oldest = 14 * day;
/** Told in one transaction. */
const mostAtOnce = 200;

/** Each promise is told of once, by one copy of the program. @returns whose notices have changed */
export async function tellOfBrokenPromises(now = currentTime()): Promise<string[]> {
  const [hours, zone] = await Promise.all([workingHours(), companyTimeZone()]);
  const late = hours ? beforeWorking(now, grace, zone, hours) : new Date(now.getTime() - grace);
  const span = [[new Date(now.getTime() - oldest), late]];
  const told: string[] = [];
  for (;;) {
    // Looked for before a turn to write is asked for: nearly always there is none.
    const sql = brokenSql(direct().dialect);
    const found = await db().$queryRawUnsafe<BrokenPromise[]>(sql, toDocument(span));
    const owners = found.length > 0 ? await tell(found, span) : [];
    if (owners.length === 0) return [...new Set(told)];
    told.push(...owners);
  }
}

interface BrokenPromise {
  id: string;
  ownerId: string;
}

function tell(found: readonly BrokenPromise[], span: Date[][]): Promise<string[]> {
  const ids = found.map(({ id }) => id);
  return directTransaction(async (tx) => {
    await lockClients(tx, await callbacksById(tx, ids));
    // Another copy may have told them, or somebody kept one, before it was ours to write.
    const still = await tx.rows<BrokenPromise>(brokenSql(tx.dialect), span);
    const notices = still
      .filter(({ id }) => ids.includes(id))
      .map(({ id: callbackId, ownerId: userId }) => ({ userId, callbackId }));
    await recordNotices(
      tx,
      notices.map((about) => ({ ...about, kind: "broken", byId: null })),
    );
    return notices.map(({ userId }) => userId);
  });
}

const spanColumns = { since: "time", late: "time" } as const;

/** By the index of open callbacks by their due time, which is never later than what was promised. */
function brokenSql(dialect: Dialect): string {
  return `SELECT b."id", b."ownerId" FROM (${documentRows(dialect, spanColumns)}) AS span
    CROSS JOIN "Callback" b
    WHERE b."closedAt" IS NULL AND b."dueAt" >= span."since" AND b."dueAt" <= span."late"
      AND b."promisedAt" IS NOT NULL AND b."waitingSince" <= span."late"
      AND (b."postponedUntil" IS NULL OR b."postponedUntil" <= span."late")
      AND EXISTS (SELECT 1 FROM "User" u WHERE u."id" = b."ownerId" AND u."disabledAt" IS NULL)
      AND NOT EXISTS (SELECT 1 FROM "Notice" n WHERE n."callbackId" = b."id" AND n."kind" = 'broken')
    ORDER BY b."dueAt", b."id" LIMIT ${mostAtOnce}`;
}
