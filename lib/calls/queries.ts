import { visibleAmong, visibleCalls, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import type { CallView } from "./call-view";
import { concerned, type PublishedCall } from "./stored-call";
import { readViewedCalls } from "./viewed-calls";

export function viewsOf(page: readonly { id: string }[]): Promise<CallView[]> {
  return callViews(page.map(({ id }) => id));
}

/** The views of these calls, in their order; without missing ones. */
export async function callViews(ids: readonly string[]): Promise<CallView[]> {
  const calls = await readViewedCalls(ids);
  const byId = new Map(calls.map(({ view }) => [view.id, view]));
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

/** Calls that go on, and those that have begun since, by id and version. */
export function callsUnderWay(since: Date): Promise<{ id: string; version: number }[]> {
  return db().call.findMany({
    where: {
      OR: [{ state: { in: ["dialling", "ringing", "active"] } }, { startedAt: { gte: since } }],
    },
    select: { id: true, version: true },
  });
}

/** Calls with the people to publish them to; missing calls are left out. */
export async function callsForPublishing(callIds: readonly string[]): Promise<PublishedCall[]> {
  const calls = await readViewedCalls(callIds);
  return calls.map(({ view, requestedById, clientOwnerId }) => ({
    view,
    userIds: concerned(view.legs, requestedById, clientOwnerId),
  }));
}
