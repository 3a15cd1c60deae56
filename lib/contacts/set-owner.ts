/** Whose contacts are, many at once. Their open callbacks go along with them, and come back with them. */
import { z } from "zod";
import { ActionError } from "#lib/auth/action-error";
import type { Viewer } from "#lib/auth/policy";
import { handOverCallback } from "#lib/callbacks/change-callback";
import { db } from "#lib/db/client";
import { changeContacts, type BulkChange } from "./save-contact";
import type { Written } from "./write-contacts";

/** An open callback that is somebody else's than its contact, or nobody's. */
export const strayCallback = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  ownerId: z.uuid().nullable(),
});
export type StrayCallback = z.infer<typeof strayCallback>;

/** What `setOwner` is called with to take it back. */
export interface FormerOwner {
  ownerId: string | null;
  ids: string[];
  callbacks: StrayCallback[];
}

/**
 * @param to its `callbacks` go to their own people instead, unless somebody else has got them since: with them a former
 * state is put back
 */
export async function setOwner(
  to: FormerOwner,
  user: Viewer,
): Promise<{
  written: Written;
  count: number;
  before: FormerOwner[];
  refused: BulkChange["refused"];
}> {
  const open = await db().callback.findMany({
    where: { contactId: { in: to.ids }, closedAt: null },
    select: { id: true, contactId: true, ownerId: true },
  });
  const { done, refused, ...written } = await changeContacts(
    to.ids,
    () => ({ ownerId: to.ownerId }),
    user,
  );
  const owners = new Set(done.map(({ before }) => before.ownerId));
  owners.delete(to.ownerId);
  const before = [...owners].map((ownerId) => {
    const theirs = done.filter((one) => one.before.ownerId === ownerId).map(({ id }) => id);
    const callbacks = open.flatMap(({ contactId, ...callback }) =>
      contactId !== null && callback.ownerId !== ownerId && theirs.includes(contactId)
        ? [{ ...callback, contactId }]
        : [],
    );
    return { ownerId, ids: theirs, callbacks };
  });
  const heldBy = new Map(done.map(({ id, before: { ownerId } }) => [id, ownerId]));
  const nowOf = new Map(open.map((callback) => [callback.id, callback]));
  const strays = to.callbacks.flatMap(({ id, ownerId }) => {
    const now = nowOf.get(id);
    const holder = now?.contactId == null ? undefined : heldBy.get(now.contactId);
    if (!now || holder === undefined) return [];
    return [{ id, ownerId: now.ownerId === holder ? ownerId : now.ownerId }];
  });
  const toldIds: string[] = [];
  for (const { id, ownerId } of strays) {
    toldIds.push(...(await handOverCallbacks([id], ownerId, user)));
  }
  return {
    count: done.length,
    before,
    refused,
    written: {
      ...written,
      callbackIds: [...new Set([...written.callbackIds, ...strays.map(({ id }) => id)])],
      toldIds: [...new Set([...(written.toldIds ?? []), ...toldIds])],
    },
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
