import { visibleAmong, visibleCalls, type Viewer } from "#lib/auth/policy";
import { day } from "#lib/base/duration";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { wrapUpWindow, type CallView } from "./call-view";
import { concerned, type PublishedCall } from "./stored-call";
import { callInclude, callOmit, toCallViews } from "./view";

export function viewsOf(page: readonly { id: string }[]): Promise<CallView[]> {
  return callViews(page.map(({ id }) => id));
}

/** The views of these calls, in their order; without missing ones. */
export async function callViews(ids: readonly string[]): Promise<CallView[]> {
  const rows = await db().call.findMany({
    where: { id: { in: [...ids] } },
    include: callInclude,
    omit: callOmit,
  });
  const views = await toCallViews(db(), rows);
  const byId = new Map(views.map((view) => [view.id, view]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * The same for a contact's timeline, which shows the facts of the whole team's calls: the recordings of
 * those that the person may not hear are left out.
 */
export async function callFacts(user: Viewer, ids: readonly string[]): Promise<CallView[]> {
  const [views, visible] = await Promise.all([callViews(ids), visibleAmong(db(), user, ids)]);
  return views.map((view) =>
    visible.has(view.id) ? view : { ...view, hasRecording: false, clientCard: null },
  );
}

/** States of calls under way; listed one by one, they are found by their index. */
export const underWay = ["dialling", "ringing", "active"];
/** No call is longer, in ms. */
const longestCall = day;

/** Cards of talks that await wrap-up, at most: the newest ones. */
const mostAwaiting = 100;

/**
 * A person's cards: the calls under way in which they take part, recent talks that await wrap-up, and their last
 * call that nobody took.
 */
export async function liveCallsOf(userId: string): Promise<CallView[]> {
  const [live, awaiting, tried] = await Promise.all([
    db().call.findMany({
      where: {
        // Listed states are found by their index; "not ended" would read every call.
        state: { in: underWay },
        connection: { is: { deletedAt: null } },
        OR: [{ legs: { some: { userId } } }, { requestedById: userId }],
      },
      include: callInclude,
      omit: callOmit,
    }),
    latelyEnded(userId, awaitsWrapUp, mostAwaiting),
    latelyEnded(userId, { call: { is: triedInVain } }, 1),
  ]);
  // Ids are in the order of time. A call that ends between both readings is in both.
  const rows = new Map([...live, ...awaiting, ...tried].map((row) => [row.id, row]));
  const byTime = [...rows.values()].sort(
    (a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  return toCallViews(db(), byTime);
}

const awaitsWrapUp = {
  answeredAt: { not: null },
  OR: [{ dismissed: null }, { dismissed: { not: "wrap-up" } }],
} satisfies Prisma.CallLegWhereInput;

/** Calls that the person made and nobody took, put away or not: an earlier one does not come forward again. */
const triedInVain = {
  direction: "outgoing",
  answeredAt: null,
  failure: null,
} satisfies Prisma.CallWhereInput;

/**
 * The person's calls that ended within the time for wrap-up, newest first. They are found by their recent legs, whose
 * index is in the order of time: SQLite, asked for calls that have ended, would go through all that ever did.
 */
async function latelyEnded(userId: string, only: Prisma.CallLegWhereInput, most: number) {
  const since = new Date(Date.now() - wrapUpWindow);
  const call = {
    state: "ended",
    connection: { is: { deletedAt: null } },
    replayed: false,
    endedAt: { gte: since },
  } satisfies Prisma.CallWhereInput;
  const legs = await db().callLeg.findMany({
    where: {
      userId,
      callId: { gte: firstIdAt(since.getTime() - longestCall) },
      AND: [{ call: { is: call } }, only],
    },
    orderBy: { callId: "desc" },
    take: most,
    select: { call: { include: callInclude, omit: callOmit } },
  });
  return legs.map((leg) => leg.call);
}

/** A person's visible calls with a company's contacts, newest first. */
export async function callsOfCompany(
  user: Viewer,
  companyId: string,
  limit = 20,
): Promise<CallView[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT c."id" ${visibleCalls(user)} AND c."contactId" IN (
      SELECT "id" FROM "Contact" WHERE "companyId" = ${companyId} AND "deletedAt" IS NULL)
    ORDER BY c."startedAt" DESC, c."id" DESC LIMIT ${limit}`;
  return viewsOf(rows);
}

/** All visible calls in the order of their creation, for the REST API. */
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

/** Calls with the people to publish them to; missing calls are left out. */
export async function callsForPublishing(callIds: readonly string[]): Promise<PublishedCall[]> {
  const rows = await db().call.findMany({
    where: { id: { in: [...callIds] } },
    include: callInclude,
    omit: callOmit,
  });
  const views = await toCallViews(db(), rows);
  return rows.map((row, index) => ({
    view: views[index]!,
    userIds: concerned(row.legs, row.requestedById, row.clientOwnerId),
  }));
}
