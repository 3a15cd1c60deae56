import type { Tx } from "#lib/db/client";

/** The contact's calls under way: their cards on screen show who it is. */
export async function liveCallsWith(tx: Tx, contactId: string): Promise<string[]> {
  const calls = await tx.call.findMany({
    where: { contactId, state: { not: "ended" } },
    select: { id: true },
  });
  return calls.map((call) => call.id);
}

/** Makes them newer than what is on screen: a browser takes a call only when its version is higher. */
export async function touchLiveCalls(tx: Tx, contactId: string): Promise<void> {
  await tx.call.updateMany({
    where: { contactId, state: { not: "ended" } },
    data: { version: { increment: 1 } },
  });
}
