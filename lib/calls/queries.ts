import { sqltag as sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import { firstIdAt } from "#lib/db/time-ordered-id";
import type { CallView } from "#lib/realtime/events";
import { callPageSize, type CallListOptions } from "./list-options";
import { concerned, type PublishedCall } from "./published-call";
import { callInclude, callOmit, toCallViews } from "./view";
import { shown, visibleCalls, type Viewer } from "./visible-calls";
import { wrapUpWindow } from "./wrap-up-window";

/** A page of the journal, newest first. */
export async function listCalls(
  user: Viewer,
  options: CallListOptions,
): Promise<{ calls: CallView[]; total: number }> {
  const from = sql`${visibleCalls(user)} ${shown[options.show]}`;
  const offset = (options.page - 1) * callPageSize;
  const [page, counted] = await Promise.all([
    db().$queryRaw<{ id: string }[]>`SELECT c."id" ${from}
      ORDER BY c."startedAt" DESC, c."id" DESC LIMIT ${callPageSize} OFFSET ${offset}`,
    db().$queryRaw<{ total: number | bigint }[]>`SELECT count(*) AS "total" ${from}`,
  ]);
  return { calls: await viewsOf(page), total: Number(counted[0]?.total ?? 0) };
}

/** A statement takes 999 values on SQLite. */
const mostIds = 500;

export function viewsOf(page: readonly { id: string }[]): Promise<CallView[]> {
  return callViews(page.map(({ id }) => id));
}

/** The views of these calls, in their order; of those that exist. */
export async function callViews(ids: readonly string[]): Promise<CallView[]> {
  const byId = new Map<string, CallView>();
  for (let start = 0; start < ids.length; start += mostIds) {
    const rows = await db().call.findMany({
      where: { id: { in: ids.slice(start, start + mostIds) } },
      include: callInclude,
      omit: callOmit,
    });
    for (const view of await toCallViews(db(), rows)) byId.set(view.id, view);
  }
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** States of calls that are not over; named one by one, they are found by their index. */
export const underWay = ["dialling", "ringing", "active"];
/** No call is longer, in ms. */
const longestCall = 24 * 60 * 60 * 1000;

/**
 * What a browser must show right now: the calls under way in which this person takes part, and their
 * recent talks that still wait to be wrapped up.
 */
export async function liveCallsOf(userId: string): Promise<CallView[]> {
  const since = new Date(Date.now() - wrapUpWindow);
  const talked = await db().callLeg.findMany({
    where: {
      userId,
      // Ids are in the order of time: a person's recent legs are found without reading all they ever had.
      callId: { gte: firstIdAt(since.getTime() - longestCall) },
      answeredAt: { not: null },
      OR: [{ dismissed: null }, { dismissed: { not: "wrap-up" } }],
    },
    select: { callId: true },
  });
  const rows = await db().call.findMany({
    where: {
      OR: [
        // Named one by one, they are found by their index; "not ended" reads every call there ever was.
        { state: { in: underWay }, legs: { some: { userId } } },
        { state: { in: underWay }, requestedById: userId },
        {
          id: { in: talked.map(({ callId }) => callId) },
          ...{ state: "ended", replayed: false, endedAt: { gte: since } },
        },
      ],
    },
    include: callInclude,
    omit: callOmit,
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
  return toCallViews(db(), rows);
}

/** All visible calls in the order of their creation, for reading from outside. */
export async function readCalls(
  user: Viewer,
  options: { limit: number; after?: string },
): Promise<{ calls: CallView[]; next: string | null }> {
  const { limit, after = "" } = options;
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT c."id" ${visibleCalls(user)} AND c."id" > ${after}
    ORDER BY c."id" LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  return {
    calls: await viewsOf(page),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The calls with the people who are to hear of them; those that do not exist are left out. */
export async function callsForPublishing(callIds: readonly string[]): Promise<PublishedCall[]> {
  const rows = await db().call.findMany({
    where: { id: { in: [...callIds] } },
    include: { ...callInclude, contact: { include: { company: true } } },
    omit: callOmit,
  });
  const views = await toCallViews(db(), rows);
  return rows.map((row, index) => ({
    view: views[index]!,
    userIds: concerned(row.legs, row.requestedById, row.contact?.ownerId),
  }));
}
