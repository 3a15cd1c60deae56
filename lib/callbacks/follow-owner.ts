import type { Tx } from "#lib/db/client";

/**
 * The call that is owed to a client goes with them to their new owner; whoever had claimed it has given
 * it away. Call it in the transaction that changes the owner.
 * @returns the ids of the callbacks that were written: to be published after the commit
 */
export async function followOwner(
  tx: Tx,
  { contactId, ownerId }: { contactId: string; ownerId: string | null },
): Promise<string[]> {
  const open = { contactId, closedAt: null };
  const callbacks = await tx.callback.findMany({ where: open, select: { id: true } });
  await tx.callback.updateMany({
    where: open,
    data: { ownerId, claimedById: null, claimedUntil: null, version: { increment: 1 } },
  });
  return callbacks.map(({ id }) => id);
}
