import { ActionError } from "#lib/auth/action";
import { transaction } from "#lib/db/client";

export interface HandedOver {
  /** Whose the client was. */
  before: string | null;
  /** Their open callback goes with them: to be published. */
  callbackIds: string[];
  /** Calls under way, whose cards say whose the client is: to be published. */
  liveCallIds: string[];
}

/**
 * Makes a colleague the owner of a client, and of the call that somebody owes them.
 * @param to.ownerId null: nobody's, which only taking a hand-over back needs
 * @throws {ActionError} `not-found` when there is no such contact, or nobody who could have them
 */
export function handOver(
  userId: string,
  { contactId, ownerId }: { contactId: string; ownerId: string | null },
): Promise<HandedOver> {
  return transaction(async (tx) => {
    const contact = await tx.contact.findFirst({
      where: { id: contactId, deletedAt: null },
      select: { ownerId: true },
    });
    const exists =
      ownerId === null || (await tx.user.count({ where: { id: ownerId, disabledAt: null } })) > 0;
    if (!contact || !exists) throw new ActionError("not-found");
    const before = contact.ownerId;
    if (before === ownerId) return { before, callbackIds: [], liveCallIds: [] };

    await tx.contact.update({ where: { id: contactId }, data: { ownerId } });
    const fields = JSON.stringify({ ownerId: { from: before, to: ownerId } });
    await tx.contactChange.create({ data: { contactId, userId, kind: "edited", fields } });
    const open = { contactId, closedAt: null };
    const callbacks = await tx.callback.findMany({ where: open, select: { id: true } });
    await tx.callback.updateMany({
      where: open,
      // Whoever had claimed it has given it away.
      data: { ownerId, claimedById: null, claimedUntil: null, version: { increment: 1 } },
    });
    // Who is to hear of a call hangs on the owner; a browser takes it only when its version is higher.
    const live = { contactId, state: { not: "ended" } };
    await tx.call.updateMany({ where: live, data: { version: { increment: 1 } } });
    const calls = await tx.call.findMany({ where: live, select: { id: true } });
    return {
      before,
      callbackIds: callbacks.map(({ id }) => id),
      liveCallIds: calls.map(({ id }) => id),
    };
  });
}
