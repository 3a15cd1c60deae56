import type { Prisma } from "#lib/db/generated/sqlite/client";
import { hasRole, type Role } from "#lib/auth/roles";

/**
 * Which calls a person may see in the journal: sales people those they took part in, asked for, or
 * whose contact is theirs; managers and administrators all. A contact's own page shows the whole
 * team's calls with that contact, for whoever may open the contact.
 */
export function visibleCalls(user: { id: string; role: Role }): Prisma.CallWhereInput {
  if (hasRole(user, "manager")) return {};
  return {
    OR: [
      { legs: { some: { userId: user.id } } },
      { requestedById: user.id },
      { contact: { is: { ownerId: user.id } } },
    ],
  };
}
