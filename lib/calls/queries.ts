import { empty, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { z } from "zod";
import { visibleAmong, visibleCalls, type Viewer } from "#lib/auth/policy";
import { day } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { wrapUpWindow, type CallView } from "./call-view";
import { concerned, type PublishedCall } from "./stored-call";
import { callInclude, callOmit, toCallViews } from "./view";

export const callPageSize = 50;

/** The journal's address parameters; invalid ones fall back to the plain journal. */
export const callListOptions = z.object({
  show: z.enum(["all", "incoming", "outgoing", "missed"]).catch("all"),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

export type CallListOptions = z.infer<typeof callListOptions>;

/** What a journal shows, as a further condition on `c`. */
export const shown: Record<CallListOptions["show"], Sql> = {
  all: empty,
  incoming: sql`AND c."direction" = 'incoming'`,
  outgoing: sql`AND c."direction" = 'outgoing'`,
  missed: sql`AND c."direction" = 'incoming' AND c."state" = 'ended'
    AND c."disposition" <> 'answered'`,
};

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

/** A person's cards: the calls under way in which they take part, and recent talks that await wrap-up. */
export async function liveCallsOf(userId: string): Promise<CallView[]> {
  const since = new Date(Date.now() - wrapUpWindow);
  const talked = await db().callLeg.findMany({
    where: {
      userId,
      // Ids are in the order of time: a person's recent legs are found without reading all their legs.
      callId: { gte: firstIdAt(since.getTime() - longestCall) },
      answeredAt: { not: null },
      OR: [{ dismissed: null }, { dismissed: { not: "wrap-up" } }],
    },
    select: { callId: true },
  });
  const rows = await db().call.findMany({
    where: {
      OR: [
        // Listed states are found by their index; "not ended" would read every call.
        { state: { in: underWay }, legs: { some: { userId } } },
        { state: { in: underWay }, requestedById: userId },
        {
          id: { in: talked.map(({ callId }) => callId) },
          state: "ended",
          replayed: false,
          endedAt: { gte: since },
        },
      ],
    },
    include: callInclude,
    omit: callOmit,
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
  return toCallViews(db(), rows);
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
