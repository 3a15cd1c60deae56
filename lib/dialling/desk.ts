/** What the page of a list that is called one by one shows: how far it is, and who is before the person. */
import { currentTime } from "#lib/base/clock";
import type { Viewer } from "#lib/auth/policy";
import { clientFacts, type ClientFacts } from "#lib/card/client-facts";
import type { ContactView } from "#lib/contacts/contact-views";
import { getContact } from "#lib/contacts/queries";
import { db } from "#lib/db/client";
import { companyTimeZone } from "#lib/i18n/time-zone";
import { timelinePage } from "#lib/timeline/timeline-page";
import type { NoteView, TimelinePage } from "#lib/timeline/timeline-view";
import { claimedBy } from "./claims";
import { wakingOf } from "./client-hours";
import { progressOf, readDialList, type DialList } from "./dial-list";
import type { DialProgress, SoFar } from "./dial-view";
import { doneWith } from "./judge-entries";

export interface Client {
  position: number;
  contact: ContactView;
  facts: ClientFacts;
  /** What became of them in this round, when somebody comes back to them; null: nothing yet. */
  soFar: SoFar | null;
  /** The last thing anybody wrote down. */
  lastNote: { at: string; note: NoteView } | null;
  /** Their own zone, where it is known and another than the company's. */
  zone: string | null;
  timeline: TimelinePage;
}

export interface Desk {
  progress: DialProgress;
  /** When the round began, ISO 8601. */
  roundAt: string;
  viewId: string | null;
  /** Null before the first step, at the end, and while the person pauses. */
  client: Client | null;
}

/** @throws {ActionError} "not-found" */
export async function readDesk(user: Viewer, listId: string): Promise<Desk> {
  const list = await readDialList(user, listId);
  const contactId = await claimedBy(user.id, listId);
  const [progress, client] = await Promise.all([
    progressOf(list),
    contactId ? readClient(user, list, contactId) : null,
  ]);
  return { progress, roundAt: list.roundAt.toISOString(), viewId: list.viewId, client };
}

async function readClient(user: Viewer, list: DialList, contactId: string): Promise<Client | null> {
  const [contact, entry, facts, timeline, notes, companyZone] = await Promise.all([
    getContact(contactId, user),
    readEntry(list, contactId),
    clientFacts(user, { contactId }),
    timelinePage(user, contactId),
    timelinePage(user, contactId, { kinds: ["note"], limit: 1 }),
    companyTimeZone(),
  ]);
  if (!contact || !entry) return null;
  const [last] = notes.entries;
  const e164 = contact.numbers.find((number) => number.e164 !== null)?.e164;
  const { zone } = e164 ? await wakingOf(e164, companyZone, currentTime()) : { zone: null };
  return {
    position: entry.position,
    soFar: entry.soFar,
    contact,
    facts,
    lastNote: last?.kind === "note" ? { at: last.at, note: last.note } : null,
    zone: zone === companyZone ? null : zone,
    timeline,
  };
}

async function readEntry(
  list: DialList,
  contactId: string,
): Promise<{ position: number; soFar: SoFar | null } | null> {
  const [entry, call] = await Promise.all([
    db().dialEntry.findFirst({
      where: { listId: list.id, contactId },
      select: {
        position: true,
        passedAt: true,
        contact: { select: { called: { select: { calledAt: true, talkedAt: true } } } },
      },
    }),
    db().call.findFirst({
      where: { contactId, startedAt: { gte: list.createdAt } },
      select: { outcome: { select: { id: true, key: true, name: true } } },
      orderBy: { startedAt: "desc" },
    }),
  ]);
  if (!entry) return null;
  const done = doneWith(entry.contact.called, entry.passedAt, list);
  if (!done) return { position: entry.position, soFar: null };
  const outcome = done.state === "passed" ? null : (call?.outcome ?? null);
  const soFar = { state: done.state, at: done.at.toISOString(), outcome };
  return { position: entry.position, soFar };
}
