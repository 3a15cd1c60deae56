/** A client is known better, or two turn out to be one: their open callbacks follow. */
import { certainOwners } from "#lib/contacts/match-contacts";
import type { Tx } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { directOn } from "#lib/db/direct-on";
import { openKeyOf, type CallbackClient, type CallbackRecord } from "./callback-record";
import { reconcile } from "./reconcile";
import { lockClients, openCallbacksOf, saveCallbacks } from "./store";

export interface Joined {
  /** E.164. Open callbacks of these numbers become those of the only contact that has them. */
  numbers?: readonly string[];
  /** Open callbacks of these contacts become those of `into`. */
  contacts?: readonly string[];
  /** Whose they are, where that is known better than by the number alone. */
  into?: string;
}

/**
 * Call it in the transaction that gave the client's calls their contact, after that. Two open ones of
 * one client join.
 * @returns the ids of the callbacks that were written: to be published after the commit
 */
export async function joinCallbacks(
  tx: Tx,
  { numbers = [], contacts = [], into }: Joined,
): Promise<string[]> {
  const direct = directOn(tx);
  const clients: CallbackClient[] = [
    ...numbers.map((e164) => ({ contactId: null, e164, numberRaw: e164 })),
    ...contacts.map((contactId) => ({ contactId, e164: null, numberRaw: "" })),
  ];
  const find = async (among: readonly CallbackClient[]) =>
    (await openCallbacksOf(direct, among)).filter(
      ({ contactId }) => contactId === null || contacts.includes(contactId),
    );
  // An address book has thousands of numbers, of which hardly any waits.
  const found = await find(clients);
  if (found.length === 0) return [];
  await lockClients(direct, found);
  const moving = await find(found);
  const contactOf = await contactsFor(tx, direct, moving, into);
  const written: string[] = [];
  for (const record of moving) {
    const contact = contactOf(record);
    if (contact) written.push(...(await move(direct, record, contact)));
  }
  return written;
}

interface Owner {
  id: string;
  ownerId: string | null;
}

async function contactsFor(
  tx: Tx,
  direct: DirectTx,
  moving: readonly CallbackRecord[],
  into?: string,
): Promise<(record: CallbackRecord) => Owner | null> {
  if (into !== undefined) {
    const select = { id: true, ownerId: true };
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: into }, select });
    return () => contact;
  }
  const found = await certainOwners(
    direct,
    moving.flatMap(({ e164 }) => e164 ?? []),
  );
  return ({ e164 }) => found.get(e164 ?? "") ?? null;
}

async function move(tx: DirectTx, record: CallbackRecord, contact: Owner): Promise<string[]> {
  const client = { ...record, contactId: contact.id };
  const openKey = openKeyOf(client);
  if (openKey === record.openKey) return [];
  await lockClients(tx, [client]);
  const theirs = (await openCallbacksOf(tx, [client])).find((one) => one.openKey === openKey);
  const ownerId = theirs?.ownerId ?? record.ownerId ?? contact.ownerId;
  if (!theirs) {
    const moved = { ...record, contactId: contact.id, openKey, ownerId };
    await saveCallbacks(tx, [moved]);
    await reconcile(tx, [moved]);
    return [record.id];
  }
  const joined = { ...joinOf(theirs, record), ownerId };
  const since = new Map([
    [joined.id, new Date(Math.min(+theirs.waitingSince, +record.waitingSince))],
  ]);
  await saveCallbacks(tx, [joined, mergedAway(record)]);
  await reconcile(tx, [joined], since);
  return [joined.id, record.id];
}

/** What calls do not tell: the form, the promise, the words. */
function joinOf(kept: CallbackRecord, gone: CallbackRecord): CallbackRecord {
  const { leadId, leadAt } = kept.leadId ? kept : gone;
  const { promisedAt, waitingSince, dueAt } = kept.promisedAt || !gone.promisedAt ? kept : gone;
  const notes = [kept.note, gone.note].filter((note) => note !== null);
  const note = notes.length > 0 ? [...new Set(notes)].join("\n") : null;
  return { ...kept, leadId, leadAt, promisedAt, waitingSince, dueAt, note };
}

/** Its client waits in another one. */
export function mergedAway(record: CallbackRecord): CallbackRecord {
  const claim = { claimedById: null, claimedUntil: null };
  return { ...record, ...claim, openKey: null, closedAt: new Date(), closedReason: "merged" };
}
