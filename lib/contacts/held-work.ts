/**
 * What a person holds that somebody has to go on with when they leave: clients, callbacks, promises. It is handed to
 * a colleague or to nobody, and given back by the histories of contacts and callbacks, which know what was handed.
 */
import { ActionError } from "#lib/auth/action-error";
import type { Viewer } from "#lib/auth/policy";
import { second } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { readFieldChanges } from "./contact-history";
import { canOwn } from "./field-choices";
import { handOverCallbacks, setOwner, type StrayCallback } from "./set-owner";
import type { Written } from "./write-contacts";

export interface HeldWork {
  clients: number;
  /** Open ones without a promised time. */
  callbacks: number;
  promises: number;
}

export async function heldWork(userId: string): Promise<HeldWork> {
  const open = { ownerId: userId, closedAt: null };
  const [clients, callbacks, promises] = await Promise.all([
    db().contact.count({ where: { ownerId: userId, deletedAt: null } }),
    db().callback.count({ where: { ...open, promisedAt: null } }),
    db().callback.count({ where: { ...open, promisedAt: { not: null } } }),
  ]);
  return { clients, callbacks, promises };
}

export interface HandOver {
  fromId: string;
  /** null: to nobody. */
  toId: string | null;
}

/** When it was handed over; ISO 8601. By these times it is found again. */
export interface HandOverSpan {
  since: string;
  until: string;
  /** Went along with their clients, and were not theirs: they go back to whose they were. */
  callbacks: StrayCallback[];
}

/** So many of them fit into the request that takes it back. */
export const mostStrays = 5_000;

export interface HandedOver extends Written {
  span: HandOverSpan;
  /** Contacts that stayed as they were. */
  refused: number;
}

/** @throws {ActionError} "not-found" when there is no such colleague, or they are disabled */
export async function handOverWork({ fromId, toId }: HandOver, actor: Viewer): Promise<HandedOver> {
  await refuseReceiver({ fromId, toId });
  const since = new Date().toISOString();
  const clients = await db().contact.findMany({
    where: { ownerId: fromId, deletedAt: null },
    select: { id: true },
  });
  const ids = clients.map(({ id }) => id);
  const { written, refused, before } = await setOwner({ ownerId: toId, ids, callbacks: [] }, actor);
  // Those of their clients have gone along; left are strangers' and what they promised in their own name.
  const left = await db().callback.findMany({
    where: { ownerId: fromId, closedAt: null },
    select: { id: true },
  });
  const callbackIds = left.map(({ id }) => id);
  const toldIds = await handOverCallbacks(callbackIds, toId, actor);
  return {
    ...together(written, { callbackIds, toldIds }),
    refused: refused.length,
    span: {
      since,
      // A contact's change is never earlier than the one before: the last may be a little ahead of the clock.
      until: new Date(Date.now() + second).toISOString(),
      callbacks: before.flatMap(({ callbacks }) => callbacks).slice(0, mostStrays),
    },
  };
}

/** @throws {ActionError} "not-found" */
export async function refuseReceiver({ fromId, toId }: HandOver): Promise<void> {
  if (toId === fromId || !(await canOwn(toId))) throw new ActionError("not-found");
}

/**
 * Gives back what `actor` handed over within the span and what is the receiver's still: nothing is taken from whoever
 * has got it since.
 */
export async function giveBackWork(
  { fromId, toId }: HandOver,
  { since, until, callbacks }: HandOverSpan,
  actor: Viewer,
): Promise<Written> {
  const at = { gte: new Date(since), lte: new Date(until) };
  const changes = await db().contactChange.findMany({
    where: { userId: actor.id, kind: "edited", at, contact: { ownerId: toId, deletedAt: null } },
    select: { contactId: true, fields: true },
  });
  const ids = changes
    .filter(({ fields }) => readFieldChanges(fields).ownerId?.from === fromId)
    .map(({ contactId }) => contactId);
  const { written } = await setOwner({ ownerId: fromId, ids, callbacks }, actor);
  const handed = await db().callbackChange.findMany({
    where: {
      userId: actor.id,
      kind: "handed-over",
      toId,
      at,
      callback: { ownerId: toId, closedAt: null },
    },
    select: { callbackId: true },
  });
  const callbackIds = [...new Set(handed.map(({ callbackId }) => callbackId))];
  const toldIds = await handOverCallbacks(callbackIds, fromId, actor);
  return together(written, { callbackIds, toldIds });
}

function together(
  written: Written,
  more: { callbackIds: readonly string[]; toldIds: readonly string[] },
): Written {
  return {
    liveCallIds: written.liveCallIds,
    callbackIds: [...new Set([...written.callbackIds, ...more.callbackIds])],
    toldIds: [...new Set([...(written.toldIds ?? []), ...more.toldIds])],
  };
}
