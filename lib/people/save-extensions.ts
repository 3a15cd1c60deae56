import { changesBetween } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { transaction, type Tx } from "#lib/db/client";
import { personSubject } from "#lib/auth/second-factor";

export type SavedExtensions = { ok: true } | { ok: false; connectionId: string; message: string };

/**
 * Sets a person's extensions by connection id. An empty number removes one; connections that are not
 * named keep theirs.
 * @returns the connection and holder of a number that is taken
 */
export function saveExtensions(userId: string, numbers: Record<string, string>) {
  return transaction((tx) => writeExtensions(tx, userId, numbers));
}

/** The same within a transaction of the caller's, who undoes it when a number is taken. */
export async function writeExtensions(
  tx: Tx,
  userId: string,
  numbers: Record<string, string>,
): Promise<SavedExtensions> {
  const before = await extensionsOf(tx, userId);
  for (const [connectionId, number] of Object.entries(numbers)) {
    const holder = number
      ? await tx.extension.findUnique({
          where: { connectionId_number: { connectionId, number } },
          include: { user: { select: { name: true } } },
        })
      : null;
    if (holder && holder.userId !== userId) {
      return { ok: false, connectionId, message: `${number} belongs to ${holder.user.name}` };
    }
    if (holder) continue;
    await tx.extension.deleteMany({ where: { userId, connectionId } });
    if (number) await tx.extension.create({ data: { userId, connectionId, number } });
  }
  const changes = changesBetween(before, await extensionsOf(tx, userId));
  if (Object.keys(changes).length > 0) {
    const { name } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    const subject = personSubject({ id: userId, name });
    await recordAudit(tx, { event: "person.extensions-changed", subject, changes });
  }
  return { ok: true };
}

/** A person's numbers by the connection's name in addresses. */
async function extensionsOf(tx: Tx, userId: string): Promise<Record<string, string>> {
  const rows = await tx.extension.findMany({
    where: { userId },
    select: { number: true, connection: { select: { slug: true } } },
  });
  return Object.fromEntries(rows.map(({ number, connection }) => [connection.slug, number]));
}
