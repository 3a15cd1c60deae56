/** Writes what concerns people, in the transaction of what it tells of. */
import { minute } from "#lib/base/duration";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import type { NoticeKind } from "./notice-view";

const columns = {
  id: "text",
  userId: "text",
  kind: "text",
  byId: "text",
  at: "time",
  noteId: "text",
  callbackId: "text",
  contactId: "text",
  count: "integer",
} as const;

export interface NewNotice {
  userId: string;
  kind: NoticeKind;
  byId: string;
  noteId?: string;
  callbackId?: string;
  contactId?: string | null;
  /** @default 1 */
  count?: number;
}

/** Nobody is told of what they have done themselves. */
export async function recordNotices(tx: DirectTx, notices: readonly NewNotice[]): Promise<void> {
  const at = new Date();
  const rows = notices
    .filter(({ userId, byId }) => userId !== byId)
    .map(({ userId, kind, byId, noteId, callbackId, contactId, count = 1 }) => {
      const about = [noteId ?? null, callbackId ?? null, contactId ?? null];
      return [timeOrderedId(at.getTime()), userId, kind, byId, at, ...about, count];
    });
  if (rows.length > 0) await tx.run(insertSql(tx.dialect, { table: "Notice", columns }), rows);
}

export interface HandedClient {
  contactId: string;
  fromId: string | null;
  toId: string | null;
}

/** Clients whom one person hands to another within this time are one notice, in ms. */
const together = 10 * minute;

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
  const since = new Date(Date.now() - together);
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
