/** Contacts' calls under way: their cards on screen show who it is. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";

/** @returns the ids of the contacts' calls under way, and of those `among` these */
export async function liveCallsOf(
  tx: DirectTx,
  { contacts, among = [] }: { contacts: readonly string[]; among?: readonly string[] },
): Promise<string[]> {
  const found = new Set<string>();
  for (const [column, ids] of [
    ["contactId", contacts],
    ["id", among],
  ] as const) {
    if (ids.length === 0) continue;
    const calls = await tx.rows<{ id: string }>(
      `SELECT c."id" FROM (${documentRows(tx.dialect, { id: "text" })}) AS wanted
       CROSS JOIN "Call" c WHERE c."${column}" = wanted."id" AND c."state" <> 'ended'`,
      ids.map((id) => [id]),
    );
    for (const { id } of calls) found.add(id);
  }
  return [...found];
}

/** Makes them newer than what is on screen: a browser takes a call only when its version is higher. */
export async function touchLiveCalls(tx: DirectTx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await tx.run(
    `UPDATE "Call" SET "version" = "version" + 1
     WHERE "contactId" IN (${documentRows(tx.dialect, { id: "text" })}) AND "state" <> 'ended'`,
    contactIds.map((id) => [id]),
  );
}
