/**
 * The record policy: who sees and changes which contact, call, recording, callback, note and text message.
 * docs/security.md says the same in words, "Who may see and do what". Every door asks here.
 *
 * Managers and administrators reach every record. Of sales people:
 * - contacts: all of them, or their own and nobody's, as the installation is set (`contactScope`);
 * - calls with their recording and notes, and text messages: those they took part in, asked for or sent, and
 *   those with a client who was theirs when it was recorded (`clientOwnerId`). That is never computed from
 *   the contact of today: writing a number down, or taking a contact over, opens nothing;
 * - a note of a call also when its writer has named them in it ("@Olena"), and they reach its contact: that note
 *   alone, neither the call nor its recording;
 * - callbacks: all, or with contacts of their own those they own or claimed, nobody's, and their contacts'.
 *
 * A record out of reach does not exist: every door answers as it does for an id that nobody has.
 */
import { empty, join, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { changeSetting } from "#lib/audit/record-audit";
import { db, type Db, type Tx } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { readSetting } from "#lib/db/setting";
import { hasRole, type Role } from "./roles";

export interface Viewer {
  id: string;
  role: Role;
}

/** Which contacts sales people see and change: everybody's, or their own and those without an owner. */
export const contactScopes = ["all", "own"] as const;
export type ContactScope = (typeof contactScopes)[number];

const scopeKey = "access.contacts";

export async function contactScope(): Promise<ContactScope> {
  return (await readSetting(scopeKey)) === "own" ? "own" : "all";
}

export async function setContactScope(scope: ContactScope): Promise<void> {
  await changeSetting(scopeKey, scope);
}

/** How far a person's eyes and hands go among contacts; null: everywhere. Made by `reachIn` alone. */
export type Reach = { userId: string } | null;

/** Call it before a transaction, not inside: it reads the setting. */
export async function reachOf(user: Viewer): Promise<Reach> {
  return hasRole(user, "manager") ? null : reachIn(await contactScope(), user);
}

/** The same where the setting was read for many. */
export function reachIn(scope: ContactScope, user: Viewer): Reach {
  return scope === "all" || hasRole(user, "manager") ? null : { userId: user.id };
}

export function reachesOwner(reach: Reach, ownerId: string | null): boolean {
  return reach === null || ownerId === null || ownerId === reach.userId;
}

export function contactsWithin(reach: Reach): Prisma.ContactWhereInput {
  return reach ? { OR: [{ ownerId: reach.userId }, { ownerId: null }] } : {};
}

/** The same as a further condition. @param ownerId the contact's column */
export function andWithin(reach: Reach, ownerId: Sql): Sql {
  return reach ? sql`AND (${ownerId} = ${reach.userId} OR ${ownerId} IS NULL)` : empty;
}

/** A contact that is there, not in the bin, and within reach. */
export async function reachesContact(tx: Db | Tx, reach: Reach, id: string): Promise<boolean> {
  return (
    (await tx.contact.count({ where: { id, deletedAt: null, AND: contactsWithin(reach) } })) > 0
  );
}

/** Ids of those who see a contact, beside managers and administrators; null: everybody. */
export async function contactViewers(contactId: string): Promise<string[] | null> {
  if ((await contactScope()) === "all") return null;
  const where = { id: contactId };
  const contact = await db().contact.findUnique({ where, select: { ownerId: true } });
  if (contact === null) return [];
  return contact.ownerId === null ? null : [contact.ownerId];
}

/** What decides about a callback; `contact` is null when its client is a number alone. */
export interface OwnedCallback {
  ownerId: string | null;
  claimedById: string | null;
  contact: { ownerId: string | null } | null;
}

export function reachesCallback(reach: Reach, callback: OwnedCallback): boolean {
  if (reach === null || callback.claimedById === reach.userId) return true;
  if (reachesOwner(reach, callback.ownerId)) return true;
  return callback.contact !== null && reachesOwner(reach, callback.contact.ownerId);
}

export function callbacksWithin(reach: Reach): Prisma.CallbackWhereInput {
  if (reach === null) return {};
  const { userId } = reach;
  return {
    OR: [
      { ownerId: null },
      { ownerId: userId },
      { claimedById: userId },
      { contact: { is: contactsWithin(reach) } },
    ],
  };
}

/** Ids of those who see a callback, beside managers and administrators; null: everybody. */
export function callbackViewers(
  scope: ContactScope,
  { ownerId, claimedById, contact }: OwnedCallback,
): string[] | null {
  if (scope === "all" || ownerId === null || contact?.ownerId === null) return null;
  return [ownerId, claimedById, contact?.ownerId].filter((id) => typeof id === "string");
}

/**
 * FROM and WHERE of the calls a person may hear and read, as `c`. For sales people a union of three
 * look-ups by index: one condition with three ORs makes both databases read every call there ever was.
 * CROSS JOIN has SQLite begin with it.
 */
export function visibleCalls(user: Viewer): Sql {
  if (hasRole(user, "manager")) return sql`FROM "Call" c WHERE true`;
  return sql`FROM (
      SELECT "callId" AS "id" FROM "CallLeg" WHERE "userId" = ${user.id}
      UNION SELECT "id" FROM "Call" WHERE "requestedById" = ${user.id}
      UNION SELECT "id" FROM "Call" WHERE "clientOwnerId" = ${user.id}
    ) mine CROSS JOIN "Call" c WHERE c."id" = mine."id"`;
}

/**
 * The same as a condition on `c`, for calls that another index finds: quick for some calls, where
 * `visibleCalls` is quick for a person's.
 */
export function isVisibleTo(user: Viewer): Sql {
  if (hasRole(user, "manager")) return sql`(1 = 1)`;
  return sql`(c."requestedById" = ${user.id} OR c."clientOwnerId" = ${user.id}
    OR EXISTS (SELECT 1 FROM "CallLeg" l WHERE l."userId" = ${user.id} AND l."callId" = c."id"))`;
}

/** Whether the person may hear, read and annotate the call; false when there is none. */
export async function isVisible(tx: Db | Tx, user: Viewer, callId: string): Promise<boolean> {
  return (await visibleAmong(tx, user, [callId])).has(callId);
}

/** The calls a person may hear and read, as a condition of Prisma's. */
export function callsWithin(user: Viewer): Prisma.CallWhereInput {
  if (hasRole(user, "manager")) return {};
  const { id } = user;
  return { OR: [{ legs: { some: { userId: id } } }, { requestedById: id }, { clientOwnerId: id }] };
}

/** Those of the calls that the person may hear and read. */
export async function visibleAmong(
  tx: Db | Tx,
  user: Viewer,
  callIds: readonly string[],
): Promise<Set<string>> {
  if (callIds.length === 0) return new Set();
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT c."id" FROM "Call" c WHERE c."id" IN (${join([...callIds])}) AND ${isVisibleTo(user)}`;
  return new Set(found.map(({ id }) => id));
}

/**
 * Notes a person may read, as a further condition on "Note": those of a call go with the call, and with whom their
 * writer has named in them. The contact has to be within reach as well.
 */
export function andReadableNotes(user: Viewer): Sql {
  if (hasRole(user, "manager")) return empty;
  return sql`AND ("Note"."callId" IS NULL OR "Note"."userId" = ${user.id} OR EXISTS (
    SELECT 1 FROM "Call" c WHERE c."id" = "Note"."callId" AND ${isVisibleTo(user)}) OR EXISTS (
    SELECT 1 FROM "Mention" m WHERE m."noteId" = "Note"."id" AND m."userId" = ${user.id}))`;
}

/** Text messages a person may read, as a further condition on "Sms". */
export function andReadableTexts(user: Viewer): Sql {
  if (hasRole(user, "manager")) return empty;
  return sql`AND ("Sms"."userId" = ${user.id} OR "Sms"."clientOwnerId" = ${user.id})`;
}

/** Whether the person may keep recordings as files, and lists of contacts and calls. */
export function mayExport(user: Pick<Viewer, "role">): boolean {
  return hasRole(user, "manager");
}

/** Rows of one answer of the REST API: sales people read page by page what they do not export. */
export function mostRows(user: Pick<Viewer, "role">): number {
  return hasRole(user, "manager") ? 1_000 : 50;
}

/** Contacts that sales people put into the bin, by request and in 24 hours. Managers: no limit by day. */
export const mostDeleted = { request: 50, day: 200 } as const;
