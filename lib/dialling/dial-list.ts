/** Begins, joins and reads a list of contacts that people call one by one (docs/dialling.md). */
import { currentTime } from "#lib/base/clock";
import { createHash } from "node:crypto";
import { ActionError } from "#lib/auth/action-error";
import { reachOf, type Viewer } from "#lib/auth/policy";
import { day, hour } from "#lib/base/duration";
import { firstContactIds } from "#lib/contacts/list-contacts";
import type { ViewOptions } from "#lib/contacts/list-options";
import { db, transaction } from "#lib/db/client";
import type { DialListModel } from "#lib/db/generated/sqlite/models";
import { insertRows } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import type { DialProgress } from "./dial-view";

/** Nobody calls more one after the other, and a list of contacts is not counted further. */
export const longestList = 1_000;
/** Whoever asks for the same so long after, in ms, begins a list of their own. */
const joinedFor = 12 * hour;
/** Lists are forgotten after this, in ms. */
const keptFor = 30 * day;

export type DialList = DialListModel;

/**
 * The list of those filters that colleagues are on already and that has somebody left, else a new one.
 * @param asked.viewId the saved view whose filters they are
 * @throws {ActionError} "nobody" when the filters leave nobody
 */
export async function beginDialList(
  user: Viewer,
  { options, viewId }: { options: ViewOptions; viewId: string | null },
): Promise<{ id: string }> {
  // What one of them sees, another may not: then everybody has a list of their own.
  const isOwn = options.owner === "mine" || (await reachOf(user)) !== null;
  const ownerId = isOwn ? user.id : null;
  const key = keyOf(options, ownerId);
  const now = currentTime();
  const running = await db().dialList.findFirst({
    where: { key, createdAt: { gte: new Date(now.getTime() - joinedFor) }, endedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  if (running) return running;
  const contactIds = await firstContactIds(options, user, longestList);
  if (contactIds.length === 0) throw new ActionError("nobody");
  const id = timeOrderedId(now.getTime());
  await transaction(async (tx) => {
    await tx.dialList.deleteMany({
      where: { createdAt: { lt: new Date(now.getTime() - keptFor) } },
    });
    const view = viewId && (await tx.savedView.count({ where: { id: viewId } })) > 0;
    await tx.dialList.create({
      data: { id, key, ownerId, viewId: view ? viewId : null, createdAt: now, roundAt: now },
    });
    await insertRows(tx, {
      table: "DialEntry",
      columns: ["listId", "position", "contactId"],
      rows: contactIds.map((contactId, position) => [id, position, contactId]),
    });
  });
  return { id };
}

/** A digest: filters may hold a client's name, and the list outlives their erasure. */
function keyOf(options: ViewOptions, ownerId: string | null): string {
  const parts = Object.entries({ ...options, columns: [], ownerId }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** @throws {ActionError} "not-found" also for a list that isn't theirs */
export async function readDialList(user: Viewer, id: string): Promise<DialList> {
  const list = await db().dialList.findUnique({ where: { id } });
  if (!list || !(await isTheirs(user, list))) throw new ActionError("not-found");
  return list;
}

async function isTheirs(user: Viewer, { ownerId }: DialList): Promise<boolean> {
  return ownerId === null ? (await reachOf(user)) === null : ownerId === user.id;
}

/**
 * A new round: whoever was called in vain or passed over is offered again.
 * @param roundAt of the round that the person saw the end of: a colleague may have begun the next already
 */
export async function callAgain(user: Viewer, id: string, roundAt: Date): Promise<void> {
  await readDialList(user, id);
  await db().dialList.updateMany({
    where: { id, roundAt },
    data: { roundAt: currentTime(), endedAt: null },
  });
}

export async function progressOf(list: DialList): Promise<DialProgress> {
  const { id, createdAt, roundAt } = list;
  const [row] = await db().$queryRaw<Record<keyof DialProgress, bigint | number>[]>`
    SELECT count(*) AS "size",
      count(CASE WHEN k."talkedAt" >= ${createdAt} THEN 1 END) AS "reached",
      count(CASE WHEN coalesce(k."talkedAt" < ${createdAt}, true) AND k."calledAt" >= ${roundAt}
        THEN 1 END) AS "tried",
      count(CASE WHEN coalesce(k."talkedAt" < ${createdAt}, true)
        AND coalesce(k."calledAt" < ${roundAt}, true) AND e."passedAt" >= ${roundAt}
        THEN 1 END) AS "passed"
    FROM "DialEntry" e LEFT JOIN "ContactCalls" k ON k."contactId" = e."contactId"
    WHERE e."listId" = ${id}`;
  const { size, reached, tried, passed } = row!;
  return {
    size: Number(size),
    reached: Number(reached),
    tried: Number(tried),
    passed: Number(passed),
  };
}
