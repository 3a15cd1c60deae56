/**
 * What a person holds that somebody has to go on with when they leave: clients, callbacks, promises. It is handed to
 * a colleague or to nobody, and given back by the histories of contacts and callbacks, which know what was handed.
 */
import { ActionError } from "#lib/auth/action-error";
import type { Viewer } from "#lib/auth/policy";
import { second } from "#lib/base/duration";
import { handOverCallback } from "#lib/callbacks/change-callback";
import { db } from "#lib/db/client";
import { readFieldChanges } from "./contact-history";
import { canOwn } from "./field-choices";
import { changeContacts } from "./save-contact";
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
}

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
  const changed = await changeContacts(ids, () => ({ ownerId: toId }), actor);
  // Those of their clients have gone along; left are strangers' and what they promised in their own name.
  const left = await db().callback.findMany({
    where: { ownerId: fromId, closedAt: null },
    select: { id: true },
  });
  const callbackIds = left.map(({ id }) => id);
  const toldIds = await handOverCallbacks(callbackIds, toId, actor);
  return {
    liveCallIds: changed.liveCallIds,
    callbackIds: [...new Set([...changed.callbackIds, ...callbackIds])],
    toldIds: [...new Set([...changed.toldIds, ...toldIds])],
    refused: changed.refused.length,
    // A contact's change is never earlier than the one before: the last may be a little ahead of the clock.
    span: { since, until: new Date(Date.now() + second).toISOString() },
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
  { since, until }: HandOverSpan,
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
  const changed = await changeContacts(ids, () => ({ ownerId: fromId }), actor);
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
  const ownIds = [...new Set(handed.map(({ callbackId }) => callbackId))];
  const toldIds = await handOverCallbacks(ownIds, fromId, actor);
  return {
    liveCallIds: changed.liveCallIds,
    callbackIds: [...new Set([...changed.callbackIds, ...ownIds])],
    toldIds: [...new Set([...changed.toldIds, ...toldIds])],
  };
}

/** One that a talk has settled meanwhile is nobody's concern any more. @returns whose notices have changed */
export async function handOverCallbacks(
  ids: readonly string[],
  ownerId: string | null,
  actor: Viewer,
): Promise<string[]> {
  const toldIds: string[] = [];
  for (const id of ids) {
    try {
      toldIds.push(...(await handOverCallback(id, ownerId, actor)));
    } catch (error) {
      if (!(error instanceof ActionError && error.code === "closed")) throw error;
    }
  }
  return toldIds;
}
