/** Open tasks for a number go to the contact that gets it. A task is no call: it joins no other callback. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { certainOwners } from "#lib/numbers/match-contacts";
import { callbacksById, saveCallbacks } from "./store";

/**
 * Runs in the transaction that has given the numbers to their contact.
 * @param into the contact, where it is known better than by the number
 * @returns ids of the written tasks, to be published after the commit
 */
export async function followTasks(
  tx: DirectTx,
  numbers: readonly string[],
  into?: string,
): Promise<string[]> {
  if (numbers.length === 0) return [];
  const rows = await tx.rows<{ id: string }>(
    `SELECT b."id" FROM (${documentRows(tx.dialect, { e164: "text" })}) AS wanted
     CROSS JOIN "Callback" b WHERE b."e164" = wanted."e164" AND b."contactId" IS NULL
       AND b."openKey" IS NOT NULL AND b."task" <> 'call'`,
    numbers.map((e164) => [e164]),
  );
  if (rows.length === 0) return [];
  const tasks = await callbacksById(
    tx,
    rows.map(({ id }) => id),
  );
  const owners = into ? null : await certainOwners(tx, [...numbers]);
  const moved = tasks.flatMap((task) => {
    const contactId = into ?? owners?.get(task.e164 ?? "")?.id;
    return contactId ? { ...task, contactId } : [];
  });
  await saveCallbacks(tx, moved);
  return moved.map(({ id }) => id);
}
