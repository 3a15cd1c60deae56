/** Somebody must always be able to administer the installation. */
import { ActionError } from "#lib/auth/action-error";
import type { Tx } from "#lib/db/client";
import { direct } from "#lib/db/direct";

/**
 * Refuses to take the last administrator's role or account away. Call it in the transaction that does so,
 * before the change. Two requests that each leave the other's administrator wait for each other here:
 * SQLite has one writer at a time, and PostgreSQL reads locked rows again once the other has committed.
 *
 * @param leavingId who will be no enabled administrator any more; nothing happens when they are none now
 * @throws {ActionError} `last-admin`
 */
export async function refuseLastAdmin(tx: Tx, leavingId: string): Promise<void> {
  // A write begins SQLite's turn: what is read before it may be outdated when it comes.
  if (direct().dialect === "sqlite") {
    await tx.user.updateMany({ where: { id: leavingId }, data: { updatedAt: new Date() } });
  } else {
    await tx.$queryRaw`SELECT "id" FROM "User" WHERE "role" = 'admin' AND "disabledAt" IS NULL
      ORDER BY "id" FOR UPDATE`;
  }
  const admins = await tx.user.findMany({
    where: { role: "admin", disabledAt: null },
    select: { id: true },
  });
  const isOnly = admins.length === 1 && admins[0]!.id === leavingId;
  if (isOnly) throw new ActionError("last-admin");
}
