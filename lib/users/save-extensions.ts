import { transaction } from "#lib/db/client";

/**
 * Sets a person's extensions, by connection; an empty number takes one away, connections not named
 * stay as they are.
 * @returns who already has a number, where one is taken
 */
export async function saveExtensions(
  userId: string,
  numbers: Record<string, string>,
): Promise<{ ok: true } | { ok: false; connectionId: string; message: string }> {
  return transaction(async (tx) => {
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
    return { ok: true };
  });
}
