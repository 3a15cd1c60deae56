/** What people do with contacts: write them down, and change one or many. */
import { setImmediate as turn } from "node:timers/promises";
import { isVisible, reachesOwner, reachOf, type Reach, type Viewer } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { log } from "#lib/base/log";
import { refreshContactCalls } from "#lib/calls/contact-calls";
import { directOn, directTransaction, transaction, type Tx } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { isStorageFailure } from "#lib/base/storage-failure";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { defaultCountry } from "#lib/numbers/default-country";
import { changesSince, isSame } from "./contact-history";
import { fieldsOf, growsTooLong, stateOf, stateWith, type StoredContact } from "./contact-state";
import type { ContactChanges, ContactField, ContactFields } from "./fields";
import { liveCallsOf } from "./live-calls";
import { loadContacts } from "./load-contacts";
import { recordBulkChange, recordHandOvers } from "./record-contacts";
import { writeContacts, type Draft, type Written } from "./write-contacts";

export interface SavedContact extends Written {
  id: string;
}

/** What somebody else has saved meanwhile in the very fields a person is saving. */
export interface FieldConflict {
  fields: ContactField[];
  /** Who saved last; null when the program itself did. */
  userId: string | null;
  at: Date;
}

/**
 * @param callId the call during which the contact was written down: it becomes this contact's, even when
 *   its own number tells nothing (a hidden one, say); one that `actor` may not see stays as it is
 */
export async function createContact(
  input: ContactFields,
  actor: Viewer,
  callId?: string,
): Promise<SavedContact> {
  const country = await defaultCountry();
  return transaction(async (tx) => {
    const at = new Date();
    const id = timeOrderedId(at.getTime());
    const draft = { id, before: null, after: stateOf(input, country) };
    const by = { userId: actor.id, kind: "created", at } as const;
    const written = await writeContacts(directOn(tx), [draft], by);
    if (callId && (await isVisible(tx, actor, callId))) {
      await tx.call.updateMany({
        where: { id: callId, contactId: null },
        data: { contactId: id, version: { increment: 1 } },
      });
      await refreshContactCalls(directOn(tx), [id]);
    }
    const liveCallIds = await liveCallsOf(directOn(tx), { contacts: [id] });
    return { id, ...written, liveCallIds };
  });
}

/**
 * Saves some fields. What others have saved meanwhile in other fields stays; in the same fields nothing
 * is overwritten, and none of `changes` is saved.
 *
 * @param seenAt the contact's `updatedAt` when the person began to edit
 */
export async function updateContactFields(
  id: string,
  changes: ContactChanges,
  seenAt: Date,
  actor: Viewer,
): Promise<SavedContact | { conflict: FieldConflict } | "not-found"> {
  const [country, reach] = await Promise.all([defaultCountry(), reachOf(actor)]);
  return transaction(async (tx) => {
    const contact = (await loadContacts(directOn(tx), [id])).get(id);
    if (!contact || !reachesOwner(reach, contact.ownerId)) return "not-found";
    const conflict = await conflictOf(tx, contact, changes, seenAt);
    if (conflict) return { conflict };
    const draft = { id, before: contact, after: stateWith(contact, changes, country) };
    const by = { userId: actor.id, kind: "edited", passOn: passesOn(actor) } as const;
    const written = await writeContacts(directOn(tx), [draft], by);
    await recordHandOvers(directOn(tx), [draft]);
    return { id, ...written };
  });
}

async function conflictOf(
  tx: Tx,
  contact: StoredContact,
  changes: ContactChanges,
  seenAt: Date,
): Promise<FieldConflict | null> {
  const now = fieldsOf(contact);
  const since = await changesSince(tx, contact.id, seenAt);
  const wanted = Object.keys(changes) as ContactField[];
  const fields = wanted.filter(
    (field) => !isSame(changes[field], now[field]) && since.some((change) => change.fields[field]),
  );
  const last = since.find((change) => fields.some((field) => change.fields[field]));
  return last ? { fields, userId: last.userId, at: last.at } : null;
}

/** Why a contact was left as it is. */
export type Refusal = "not-found" | "too-many" | "failed";

export interface BulkChange extends Written {
  toldIds: readonly string[];
  /** The contacts that are now as wanted, with what they held before. */
  done: { id: string; before: ContactFields }[];
  refused: { id: string; reason: Refusal }[];
}

type Change = (now: ContactFields) => ContactChanges;

/** Contacts of one transaction: calls are recorded between two. */
const groupSize = 25;

/**
 * Changes many contacts, whatever they hold now, a group in each transaction. One that can't be changed
 * does not keep the others from it: the answer names everybody.
 *
 * @param change from what a contact holds to what is to be different
 */
export async function changeContacts(
  ids: readonly string[],
  change: Change,
  actor: Viewer,
): Promise<BulkChange> {
  const [country, reach] = await Promise.all([defaultCountry(), reachOf(actor)]);
  const rules = { change, actor, country, reach };
  const all: BulkChange = { done: [], refused: [], liveCallIds: [], callbackIds: [], toldIds: [] };
  const wanted = [...new Set(ids)];
  const groups = Array.from({ length: Math.ceil(wanted.length / groupSize) }, (_, index) =>
    wanted.slice(index * groupSize, (index + 1) * groupSize),
  );
  for (let group = groups.shift(); group; group = groups.shift()) {
    const changing = group;
    try {
      add(all, await directTransaction((tx) => changeGroup(tx, changing, rules)));
    } catch (error) {
      if (isStorageFailure(error) || changing.length === 1) {
        log().error({ err: error, ids: changing }, "contacts could not be changed");
        all.refused.push(...changing.map((id) => ({ id, reason: "failed" }) as const));
      } else {
        // Whoever is to blame is found one by one.
        groups.unshift(...changing.map((id) => [id]));
      }
    }
    await turn();
  }
  return all;
}

interface ChangeRules {
  change: Change;
  actor: Viewer;
  country: string;
  reach: Reach;
}

async function changeGroup(
  tx: DirectTx,
  ids: readonly string[],
  { change, actor, country, reach }: ChangeRules,
): Promise<BulkChange> {
  const contacts = await loadContacts(tx, ids);
  const refused: BulkChange["refused"] = [];
  const drafts: Draft[] = [];
  const done: BulkChange["done"] = [];
  for (const id of ids) {
    const before = contacts.get(id);
    if (!before || !reachesOwner(reach, before.ownerId)) {
      refused.push({ id, reason: "not-found" });
      continue;
    }
    const fields = fieldsOf(before);
    const after = stateWith(before, change(fields), country);
    if (growsTooLong(before, after)) refused.push({ id, reason: "too-many" });
    else {
      drafts.push({ id, before, after });
      done.push({ id, before: fields });
    }
  }
  const by = { userId: actor.id, kind: "edited", passOn: passesOn(actor) } as const;
  const written = await writeContacts(tx, drafts, by);
  await recordBulkChange(tx, drafts);
  return { toldIds: [], ...written, done, refused };
}

/** Who may hear all calls gives a contact's earlier ones to its new owner; nobody takes them. */
function passesOn(actor: Viewer): boolean {
  return hasRole(actor, "manager");
}

function add(all: BulkChange, more: BulkChange): void {
  all.done.push(...more.done);
  all.refused.push(...more.refused);
  all.liveCallIds.push(...more.liveCallIds);
  all.callbackIds.push(...more.callbackIds);
  all.toldIds = [...new Set([...all.toldIds, ...more.toldIds])];
}
