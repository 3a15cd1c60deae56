/**
 * What came over connections that were deleted. The database's own cascade would delete a million calls in one
 * piece, and everybody else would wait for a minute.
 */
import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import { refreshContactCalls } from "#lib/calls/contact-calls";
import { db, directOn, transaction } from "#lib/db/client";
import type { Pass } from "./pass";

const campaigns = (id: string) => sql`"campaignId" IN (
  SELECT "id" FROM "Campaign" WHERE "connectionId" = ${id})`;
const connection = (id: string) => sql`"connectionId" = ${id}`;

/** Tables that grow with use, and whose rows of theirs go. The rest is a handful, and goes with the connection itself. */
const tables = [
  ["Call", connection],
  ["InboxMessage", connection],
  ["Sms", connection],
  ["Lead", connection],
  ["DialAttempt", campaigns],
  ["CampaignTarget", campaigns],
] as const;

export function forgetConnections(): Pass {
  return async (size) => {
    const deleted = await db().connection.findFirst({
      where: { deletedAt: { not: null } },
      select: { id: true },
    });
    if (!deleted) return { seen: 0, gone: 0 };
    for (const [name, of] of tables) {
      const table = raw(`"${name}"`);
      const contact = raw(name === "Call" ? `"contactId"` : "NULL");
      const gone = await transaction(async (tx) => {
        // Prisma would read ids in their own order, through all other connections' rows.
        const rows = await tx.$queryRaw<{ contactId: string | null }[]>(sql`
          DELETE FROM ${table} WHERE "id" IN (
            SELECT "id" FROM ${table} WHERE ${of(deleted.id)} LIMIT ${size})
          RETURNING ${contact} AS "contactId"`);
        const contactIds = rows.flatMap(({ contactId }) => contactId ?? []);
        await refreshContactCalls(directOn(tx), contactIds);
        return rows.length;
      });
      if (gone > 0) return { seen: gone, gone };
    }
    await db().connection.delete({ where: { id: deleted.id } });
    return { seen: 1, gone: 1 };
  };
}
