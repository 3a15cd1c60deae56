/** The bin: contacts go there and come back as they were; only an administrator empties it. */
import { db, transaction, type Tx } from "#lib/db/client";
import { recordChanges, type ChangeKind } from "./contact-history";
import { relinkCalls } from "./relink-calls";
import type { Actor } from "./save-contact";

/** @returns those that were put into the bin now */
export function deleteContacts(ids: readonly string[], actor: Actor): Promise<string[]> {
  return transaction(async (tx) => {
    const at = new Date();
    const rows = await tx.contact.findMany({
      where: { id: { in: [...ids] }, deletedAt: null },
      select: { id: true },
    });
    return move(tx, rows, { deletedAt: at, at, kind: "deleted", actor });
  });
}

/**
 * What went into another contact by a merge comes back by undoing the merge, not from here.
 * @returns those that are back now
 */
export function restoreContacts(ids: readonly string[], actor: Actor): Promise<string[]> {
  return transaction(async (tx) => {
    const at = new Date();
    const rows = await tx.contact.findMany({
      where: { id: { in: [...ids] }, deletedAt: { not: null }, mergedIntoId: null },
      select: { id: true },
    });
    const back = await move(tx, rows, { deletedAt: null, at, kind: "restored", actor });
    // Their numbers count again: calls that came meanwhile learn whose they are.
    for (const id of back) await relinkCalls(tx, id);
    return back;
  });
}

async function move(
  tx: Tx,
  rows: readonly { id: string }[],
  {
    deletedAt,
    at,
    kind,
    actor,
  }: {
    deletedAt: Date | null;
    at: Date;
    kind: ChangeKind;
    actor: Actor;
  },
): Promise<string[]> {
  const ids = rows.map(({ id }) => id);
  await tx.contact.updateMany({ where: { id: { in: ids } }, data: { deletedAt, updatedAt: at } });
  const changes = ids.map((contactId) => ({ contactId, userId: actor.id, kind }));
  await recordChanges(tx, changes, at);
  return ids;
}

/**
 * For good, with their history. Their calls stay, as calls of a number nobody knows.
 * @returns how many of them were in the bin
 */
export async function purgeContacts(ids: readonly string[]): Promise<number> {
  const { count } = await db().contact.deleteMany({
    where: { id: { in: [...ids] }, deletedAt: { not: null }, mergedIntoId: null },
  });
  return count;
}
