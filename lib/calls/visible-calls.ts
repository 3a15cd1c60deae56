/**
 * Which calls a person may see in the journal: sales people those they took part in, asked for, or
 * whose contact is theirs; managers and administrators all. A contact's own page shows the whole
 * team's calls with that contact, for whoever may open the contact.
 */
import { empty, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { hasRole, type Role } from "#lib/auth/roles";
import type { Db, Tx } from "#lib/db/client";

export interface Viewer {
  id: string;
  role: Role;
}

/**
 * FROM and WHERE of the visible calls, as `c`. For sales people a union of three look-ups by index: one
 * condition with three ORs makes both databases read every call there ever was. CROSS JOIN has SQLite
 * begin with it.
 */
export function visibleCalls(user: Viewer): Sql {
  if (hasRole(user, "manager")) return sql`FROM "Call" c WHERE true`;
  return sql`FROM (
      SELECT "callId" AS "id" FROM "CallLeg" WHERE "userId" = ${user.id}
      UNION SELECT "id" FROM "Call" WHERE "requestedById" = ${user.id}
      UNION SELECT own."id" FROM "Contact" p JOIN "Call" own ON own."contactId" = p."id"
        WHERE p."ownerId" = ${user.id}
    ) mine CROSS JOIN "Call" c WHERE c."id" = mine."id"`;
}

/**
 * The same as a condition on `c`, for calls that another index finds: quick for some calls, where
 * `visibleCalls` is quick for a person's.
 */
export function isVisibleTo(user: Viewer): Sql {
  if (hasRole(user, "manager")) return sql`true`;
  return sql`(c."requestedById" = ${user.id}
    OR EXISTS (SELECT 1 FROM "CallLeg" l WHERE l."userId" = ${user.id} AND l."callId" = c."id")
    OR EXISTS (SELECT 1 FROM "Contact" p WHERE p."id" = c."contactId" AND p."ownerId" = ${user.id}))`;
}

/** What a journal shows, as a further condition on `c`. */
export const shown: Record<"all" | "incoming" | "outgoing" | "missed", Sql> = {
  all: empty,
  incoming: sql`AND c."direction" = 'incoming'`,
  outgoing: sql`AND c."direction" = 'outgoing'`,
  missed: sql`AND c."direction" = 'incoming' AND c."state" = 'ended'
    AND c."disposition" <> 'answered'`,
};

/** The same rule asked of calls `c` that were found otherwise, a few of them: a condition on each. */
export function seenBy(user: Viewer): Sql {
  if (hasRole(user, "manager")) return sql`(1 = 1)`;
  return sql`(c."requestedById" = ${user.id}
    OR EXISTS (SELECT 1 FROM "CallLeg" l WHERE l."callId" = c."id" AND l."userId" = ${user.id})
    OR EXISTS (SELECT 1 FROM "Contact" p WHERE p."id" = c."contactId" AND p."ownerId" = ${user.id}))`;
}

export async function isVisible(tx: Db | Tx, user: Viewer, callId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Call" c WHERE c."id" = ${callId} AND ${seenBy(user)}`;
  return found.length > 0;
}
