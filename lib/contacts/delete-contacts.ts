/** The bin: contacts go there and come back as they were; only an administrator empties it. */
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { contactsWithin, mostDeleted, reachOf, type Viewer } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { day } from "#lib/base/duration";
import { joinCallbacks } from "#lib/callbacks/join-callbacks";
import { directOn, transaction, type Tx } from "#lib/db/client";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { recordChanges, type ChangeKind } from "./contact-history";
import { giveCompaniesBack } from "./import/undo-companies";
import { liveCallsOf } from "./live-calls";
import { relinkNumbers } from "./link-rows";
import type { Written } from "./write-contacts";

/**
 * All of them that are within reach, or none.
 * @returns those that were put into the bin now
 * @throws {ActionError} `too-many` with the limit, when it is more than a sales person deletes at once or in
 *   a day
 */
export async function deleteContacts(ids: readonly string[], actor: Viewer): Promise<string[]> {
  const within = contactsWithin(await reachOf(actor));
  return transaction(async (tx) => {
    const rows = await tx.contact.findMany({
      where: { id: { in: [...ids] }, deletedAt: null, AND: within },
      select: { id: true },
    });
    if (!hasRole(actor, "manager")) await refuseTooMany(tx, actor.id, rows.length);
    return move(tx, rows, { kind: "deleted", actor });
  });
}

/** Counts what is in the history, so that neither a restart nor another copy of the program forgets it. */
async function refuseTooMany(tx: Tx, userId: string, count: number): Promise<void> {
  if (count > mostDeleted.request) {
    throw new ActionError("too-many", { message: String(mostDeleted.request) });
  }
  // Requests of one person wait for each other here; on PostgreSQL they would not see each other's rows.
  await tx.user.updateMany({ where: { id: userId }, data: { updatedAt: new Date() } });
  const deleted = await tx.contactChange.count({
    // Ids are in the order of time: the last day's rows are found without reading all of them.
    where: { id: { gte: firstIdAt(Date.now() - day) }, userId, kind: "deleted" },
  });
  if (deleted + count > mostDeleted.day) {
    throw new ActionError("too-many", { message: String(mostDeleted.day) });
  }
}

/**
 * All of them that are within reach, or none. What went into another contact by a merge comes back by undoing the merge, not
 * from here.
 * @returns `ids`: those that are back now
 */
export async function restoreContacts(
  ids: readonly string[],
  actor: Viewer,
): Promise<Written & { ids: string[] }> {
  const within = contactsWithin(await reachOf(actor));
  return transaction(async (tx) => {
    const rows = await tx.contact.findMany({
      where: { id: { in: [...ids] }, deletedAt: { not: null }, mergedIntoId: null, AND: within },
      select: { id: true },
    });
    const back = await move(tx, rows, { kind: "restored", actor });
    await giveCompaniesBack(directOn(tx), back, new Date());
    // Their numbers count again: calls that came meanwhile learn whose they are.
    const numbers = await tx.contactNumber.findMany({
      where: { contactId: { in: back }, e164: { not: null } },
      select: { e164: true },
    });
    const e164s = numbers.flatMap(({ e164 }) => e164 ?? []);
    const linked = await relinkNumbers(directOn(tx), e164s);
    return {
      ids: back,
      liveCallIds: await liveCallsOf(directOn(tx), { contacts: [], among: linked.Call }),
      callbackIds: await joinCallbacks(directOn(tx), { numbers: e164s }),
    };
  });
}

async function move(
  tx: Tx,
  rows: readonly { id: string }[],
  { kind, actor }: { kind: ChangeKind & ("deleted" | "restored"); actor: Viewer },
): Promise<string[]> {
  const at = new Date();
  const ids = rows.map(({ id }) => id);
  await tx.contact.updateMany({
    where: { id: { in: ids } },
    data: { deletedAt: kind === "deleted" ? at : null, updatedAt: at },
  });
  await recordChanges(
    directOn(tx),
    ids.map((contactId) => ({ contactId, userId: actor.id, kind, at })),
  );
  if (ids.length > 0) {
    await recordAudit(tx, { event: `contact.${kind}`, subject: { kind: "contact", ids } });
  }
  return ids;
}

/**
 * For good, with their history. Their calls stay, as calls of a number nobody knows.
 * @returns how many of them were in the bin
 */
export async function purgeContacts(ids: readonly string[]): Promise<number> {
  return transaction(async (tx) => {
    const gone = await tx.contact.findMany({
      where: { id: { in: [...ids] }, deletedAt: { not: null }, mergedIntoId: null },
      select: { id: true },
    });
    if (gone.length === 0) return 0;
    const goneIds = gone.map(({ id }) => id);
    await tx.contact.deleteMany({ where: { id: { in: goneIds } } });
    const subject = { kind: "contact", ids: goneIds } as const;
    await recordAudit(tx, { event: "contact.purged", subject });
    return goneIds.length;
  });
}
