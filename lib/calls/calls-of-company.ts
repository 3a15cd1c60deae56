import { db } from "#lib/db/client";
import type { CallView } from "#lib/realtime/events";
import { viewsOf } from "./queries";
import { visibleCalls, type Viewer } from "./visible-calls";

/** The calls with a company's contacts this person may see, newest first. */
export async function callsOfCompany(
  user: Viewer,
  companyId: string,
  limit = 20,
): Promise<CallView[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT c."id" ${visibleCalls(user)} AND c."contactId" IN (
      SELECT "id" FROM "Contact" WHERE "companyId" = ${companyId} AND "deletedAt" IS NULL)
    ORDER BY c."startedAt" DESC, c."id" DESC LIMIT ${limit}`;
  return viewsOf(rows);
}
