/** Writes what concerns people, in the transaction of what it tells of. */
import { currentMs, currentTime } from "#lib/base/clock";
import { minute } from "#lib/base/duration";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import type { NoticeKind } from "./notice-view";

/** Clients whom one person hands to another within this time are one notice, and what is undone is none; in ms. */
const together = 10 * minute;

const columns = {
  id: "text",
  userId: "text",
  kind: "text",
  byId: "text",
  at: "time",
  heldUntil: "time",
  noteId: "text",
  callbackId: "text",
  contactId: "text",
  count: "integer",
} as const;

export interface NewNotice {
  userId: string;
  kind: NoticeKind;
  /** Null: nobody, time has passed. */
  byId: string | null;
  noteId?: string;
  /** Nobody is told before (`tell-held.ts`). @default null: at once */
  heldUntil?: Date | null;
  callbackId?: string;
  contactId?: string | null;
  /** @default 1 */
  count?: number;
}

/** Nobody is told of what they have done themselves. */
export async function recordNotices(tx: DirectTx, notices: readonly NewNotice[]): Promise<void> {
  const at = currentTime();
  const rows = notices
    .filter(({ userId, byId }) => userId !== byId)
    .map(({ userId, kind, byId, heldUntil = null, noteId, callbackId, contactId, count = 1 }) => {
      const about = [noteId ?? null, callbackId ?? null, contactId ?? null];
      const id = timeOrderedId(at.getTime());
      return [id, userId, kind, byId ?? "", at, heldUntil, ...about, count];
    });
  if (rows.length > 0) await tx.run(insertSql(tx.dialect, { table: "Notice", columns }), rows);
}

/** Takes back what was told of a callback: it is not so any more. */
export async function dropNotices(
  tx: DirectTx,
  callbackId: string,
  kinds: readonly NoticeKind[],
): Promise<void> {
  const wanted = documentRows(tx.dialect, { callbackId: "text", kind: "text" });
  await tx.run(
    `DELETE FROM "Notice" WHERE "id" IN (SELECT n."id" FROM (${wanted}) AS wanted
       CROSS JOIN "Notice" n WHERE n."callbackId" = wanted."callbackId" AND n."kind" = wanted."kind")`,
    kinds.map((kind) => [callbackId, kind]),
  );
}

/**
 * Takes back what the person has just been told of a callback, and has not seen: they need not learn that it was theirs.
 * @returns whether there was anything
 */
export async function dropUnseen(
  tx: DirectTx,
  { callbackId, userId }: { callbackId: string; userId: string },
): Promise<boolean> {
  const wanted = { callbackId: "text", userId: "text", since: "time" } as const;
  const dropped = await tx.run(
    `DELETE FROM "Notice" WHERE "id" IN (SELECT n."id" FROM (${documentRows(tx.dialect, wanted)}) AS wanted
       CROSS JOIN "Notice" n WHERE n."callbackId" = wanted."callbackId"
         AND n."userId" = wanted."userId" AND n."kind" IN ('callback', 'promised')
         AND n."readAt" IS NULL AND n."at" >= wanted."since")`,
    [[callbackId, userId, new Date(currentMs() - together)]],
  );
  return dropped > 0;
}

export interface HandedClient {
  contactId: string;
  fromId: string | null;
  toId: string | null;
}

/**
 * Tells new owners of their clients: of one by name, of several by how many. Those who are taken away again before
 * anybody has looked count no more.
 * @returns whose notices may have changed
 */
export async function recordHandedClients(
  tx: DirectTx,
  byId: string,
  handed: readonly HandedClient[],
): Promise<string[]> {
  const gained = new Map<string, string[]>();
  const change = new Map<string, number>();
  for (const { contactId, fromId, toId } of handed) {
    if (fromId && fromId !== byId) change.set(fromId, (change.get(fromId) ?? 0) - 1);
    if (!toId || toId === byId) continue;
    change.set(toId, (change.get(toId) ?? 0) + 1);
    gained.set(toId, [...(gained.get(toId) ?? []), contactId]);
  }
  if (change.size === 0) return [];
  const counted = await changeCounts(tx, byId, change);
  const fresh = [...gained].filter(([userId]) => !counted.has(userId));
  await recordNotices(
    tx,
    fresh.map(([userId, [contactId, ...others]]) => ({
      userId,
      kind: "client",
      byId,
      contactId: others.length > 0 ? null : contactId!,
      count: others.length + 1,
    })),
  );
  return [...change.keys()];
}

const changed = { userId: "text", byId: "text", more: "integer", since: "time" } as const;

/** @returns those who had a notice of several clients that counts them too */
async function changeCounts(
  tx: DirectTx,
  byId: string,
  change: ReadonlyMap<string, number>,
): Promise<Set<string>> {
  const since = new Date(currentMs() - together);
  const rows = await tx.rows<{ userId: string }>(
    `UPDATE "Notice" SET "count" = "count" + changed."more"
     FROM (${documentRows(tx.dialect, changed)}) AS changed
     WHERE "Notice"."userId" = changed."userId" AND "Notice"."byId" = changed."byId"
       AND "Notice"."kind" = 'client' AND "Notice"."contactId" IS NULL
       AND "Notice"."readAt" IS NULL AND "Notice"."at" >= changed."since"
     RETURNING "Notice"."userId" AS "userId"`,
    [...change].map(([userId, more]) => [userId, byId, more, since]),
  );
  return new Set(rows.map(({ userId }) => userId));
}
