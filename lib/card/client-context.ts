/** What one should know of a client before saying hello: a few facts, and how the timeline begins. */
import { ActionError } from "#lib/auth/action-error";
import {
  andReadableNotes,
  isVisibleTo,
  reachesContact,
  reachOf,
  type Viewer,
} from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { extensionOf } from "#lib/numbers/phone-number";
import { scriptOfCall } from "#lib/templates/line-scripts";
import { timelinePage } from "#lib/timeline/timeline-page";
import type { TimelineEntry } from "#lib/timeline/timeline-view";
import { clientFacts, noFacts, type ClientFacts } from "./client-facts";

export interface ClientContext extends ClientFacts {
  /** The timeline's first settled entries; null for a number, which has no timeline. */
  latest: TimelineEntry[] | null;
  /** What somebody has written down last about the contact, in an earlier call or outside one. */
  lastNote: {
    id: string;
    callId: string | null;
    text: string;
    userId: string | null;
    at: string;
  } | null;
  /** What stands on the contact itself. */
  ownNote: string | null;
  /** Behind the contact's number of this call: a person has to say or dial it. */
  extension: string | null;
  /** A promise for a later time, or a colleague's, that this call has ended: it may have to be kept all the same. */
  settled: { id: string; promisedFor: string } | null;
  /** What colleagues have noted down during this very call: who hands it over passes it on. */
  passedOn: { userId: string | null; text: string }[];
  /** What is read out on the line that the call came in on. */
  script: string | null;
}

/** What is told of the client alone. */
type Known = Omit<ClientContext, "passedOn" | "script">;

/** What is not known of a number, or of a contact out of reach. */
const nothingMore = {
  latest: null,
  lastNote: null,
  ownNote: null,
  extension: null,
  settled: null,
};

interface CallRow {
  contactId: string | null;
  clientE164: string | null;
  direction: string;
  trunk: string | null;
  settings: string;
}

/** How many entries of the timeline a card shows. */
const latestEntries = 3;

/**
 * The context of whoever is on the line. Of a contact out of the person's reach it is whose it is, no more:
 * they have to know whom to call to the telephone.
 * @param call.since when the person's day began
 * @throws {ActionError} `not-found` when the call is none that they may see
 */
export async function contextOfCall(
  user: Viewer,
  { callId, since }: { callId: string; since: Date },
): Promise<ClientContext> {
  const [call] = await db().$queryRaw<CallRow[]>`
    SELECT c."contactId", c."clientE164", c."direction", c."trunk", n."settings"
    FROM "Call" c JOIN "Connection" n ON n."id" = c."connectionId"
    WHERE c."id" = ${callId} AND ${isVisibleTo(user)}`;
  if (!call) throw new ActionError("not-found");
  const [known, passedOn, script] = await Promise.all([
    contextOfClient(user, call, { callId, since }),
    colleaguesNotes(user, callId),
    scriptOfCall(call),
  ]);
  return { ...known, passedOn, script };
}

async function contextOfClient(
  user: Viewer,
  { contactId, clientE164: e164 }: CallRow,
  { callId, since }: { callId: string; since: Date },
): Promise<Known> {
  if (contactId && !(await reachesContact(db(), await reachOf(user), contactId))) {
    const contact = await db().contact.findUnique({
      where: { id: contactId },
      select: { ownerId: true },
    });
    return { ...noFacts, ...nothingMore, ownerId: contact?.ownerId ?? null };
  }
  if (contactId) {
    const [facts, timeline, notes, extension, settled] = await Promise.all([
      clientFacts(user, { contactId }, { callId, since }),
      timelinePage(user, contactId, { limit: latestEntries, settled: true, except: callId }),
      notesAbout(user, contactId, callId),
      extensionAt(contactId, e164),
      settledPromise(user, callId, { contactId }),
    ]);
    return { ...facts, latest: timeline.entries, ...notes, extension, settled };
  }
  // A hidden number is nobody's in particular.
  if (!e164) return { ...noFacts, ...nothingMore };
  const [facts, settled] = await Promise.all([
    clientFacts(user, { e164 }, { callId, since }),
    settledPromise(user, callId, { e164, contactId: null }),
  ]);
  return { ...facts, ...nothingMore, settled };
}

async function notesAbout(
  user: Viewer,
  contactId: string,
  callId: string,
): Promise<Pick<ClientContext, "lastNote" | "ownNote">> {
  type Row = NonNullable<ClientContext["lastNote"]> & { at: Date | string };
  const [contact, [last]] = await Promise.all([
    db().contact.findUnique({ where: { id: contactId }, select: { note: true } }),
    db().$queryRaw<Row[]>`
      SELECT "id", "callId", "text", "userId", "createdAt" AS "at" FROM "Note"
      WHERE "contactId" = ${contactId} AND "deletedAt" IS NULL
        AND ("callId" IS NULL OR "callId" <> ${callId}) ${andReadableNotes(user)}
      ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`,
  ]);
  const lastNote = last ? { ...last, at: new Date(last.at).toISOString() } : null;
  return { lastNote, ownNote: contact?.note ?? null };
}

/** Notes of a call go with the call, which the person may see. */
function colleaguesNotes(user: Viewer, callId: string): Promise<ClientContext["passedOn"]> {
  return db().note.findMany({
    where: { callId, deletedAt: null, NOT: { userId: user.id } },
    select: { userId: true, text: true },
    orderBy: { createdAt: "asc" },
  });
}

async function settledPromise(
  user: Viewer,
  callId: string,
  client: { contactId: string } | { e164: string; contactId: null },
): Promise<ClientContext["settled"]> {
  const promise = await db().callback.findFirst({
    where: { ...client, closedByCallId: callId, closedReason: "talked", promisedAt: { not: null } },
    select: { id: true, waitingSince: true, closedAt: true, ownerId: true },
  });
  if (!promise?.closedAt) return null;
  const isEarly = promise.waitingSince > promise.closedAt;
  const isAnothers = promise.ownerId !== null && promise.ownerId !== user.id;
  if (!isEarly && !isAnothers) return null;
  return { id: promise.id, promisedFor: promise.waitingSince.toISOString() };
}

async function extensionAt(contactId: string, e164: string | null): Promise<string | null> {
  if (e164 === null) return null;
  const numbers = await db().contactNumber.findMany({
    where: { contactId, e164 },
    select: { raw: true },
    orderBy: { position: "asc" },
  });
  return numbers.map(({ raw }) => extensionOf(raw)).find((one) => one !== null) ?? null;
}
