/** What one reads of a client in the queue before one calls: who they are, and what happened with them. */
import { ActionError } from "#lib/auth/action-error";
import { callbacksWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { getContact } from "#lib/contacts/queries";
import type { ContactView } from "#lib/contacts/contact-views";
import { db } from "#lib/db/client";
import { plainJournal } from "#lib/journal/journal-options";
import { firstOfJournal } from "#lib/journal/list-journal";
import { timelinePage } from "#lib/timeline/timeline-page";
import type { TimelineEntry } from "#lib/timeline/timeline-view";

export interface WaitingClient {
  callbackId: string;
  /** Null for a number that is nobody's, and for a contact out of the person's reach. */
  contact: Pick<ContactView, "id" | "name" | "company" | "numbers" | "note"> | null;
  /** The last things that were said and done, the latest first; of a number the calls that the person may see. */
  entries: TimelineEntry[];
}

/** More is read on the contact's page. */
const mostEntries = 15;
/** What a field was before helps nobody who calls. */
const told = ["call", "note", "sms", "callback"] as const;

/** @throws {ActionError} "not-found" for a callback out of the person's reach */
export async function readWaitingClient(user: Viewer, callbackId: string): Promise<WaitingClient> {
  const callback = await db().callback.findFirst({
    where: { id: callbackId, AND: callbacksWithin(await reachOf(user)) },
    select: { contactId: true, e164: true },
  });
  if (!callback) throw new ActionError("not-found");
  const { contactId, e164 } = callback;
  if (!contactId) return { callbackId, contact: null, entries: await callsWith(user, e164) };
  const contact = await getContact(contactId, user);
  if (!contact) return { callbackId, contact: null, entries: [] };
  const options = { kinds: told, limit: mostEntries, except: callbackId };
  const { entries } = await timelinePage(user, contactId, options);
  const { id, name, company, numbers, note } = contact;
  return { callbackId, contact: { id, name, company, numbers, note }, entries };
}

async function callsWith(user: Viewer, e164: string | null): Promise<TimelineEntry[]> {
  if (e164 === null) return [];
  const calls = await firstOfJournal(user, { ...plainJournal, number: e164 }, mostEntries);
  return calls.map((call) => ({ kind: "call", id: call.id, at: call.startedAt, call }));
}
