import { db } from "#lib/db/client";
import type { Role } from "#lib/auth/roles";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { CallView } from "#lib/realtime/events";
import { callPageSize, type CallListOptions } from "./list-options";
import { callInclude, toCallViews } from "./view";
import { visibleCalls } from "./visible-calls";

interface Viewer {
  id: string;
  role: Role;
}

/** A page of the journal, newest first. */
export async function listCalls(
  user: Viewer,
  options: CallListOptions,
): Promise<{ calls: CallView[]; total: number }> {
  const where = { AND: [visibleCalls(user), shown[options.show]] };
  const [rows, total] = await Promise.all([
    db().call.findMany({
      where,
      include: callInclude,
      orderBy: [{ startedAt: "desc" }, { id: "desc" }],
      skip: (options.page - 1) * callPageSize,
      take: callPageSize,
    }),
    db().call.count({ where }),
  ]);
  return { calls: await toCallViews(db(), rows), total };
}

const shown: Record<CallListOptions["show"], Prisma.CallWhereInput> = {
  all: {},
  incoming: { direction: "incoming" },
  outgoing: { direction: "outgoing" },
  missed: { direction: "incoming", state: "ended", disposition: { not: "answered" } },
};

/** The team's calls with one contact, newest first. */
export async function callsOfContact(contactId: string, limit = 50): Promise<CallView[]> {
  const rows = await db().call.findMany({
    where: { contactId },
    include: callInclude,
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return toCallViews(db(), rows);
}

/** What a browser must show right now: the calls under way in which this person takes part. */
export async function liveCallsOf(userId: string): Promise<CallView[]> {
  const rows = await db().call.findMany({
    where: {
      state: { not: "ended" },
      OR: [{ legs: { some: { userId } } }, { requestedById: userId }],
    },
    include: callInclude,
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
  return toCallViews(db(), rows);
}

/** All visible calls in the order of their creation, for reading from outside. */
export async function readCalls(
  user: Viewer,
  options: { limit: number; after?: string },
): Promise<{ calls: CallView[]; next: string | null }> {
  const rows = await db().call.findMany({
    where: { ...visibleCalls(user), ...(options.after && { id: { gt: options.after } }) },
    include: callInclude,
    orderBy: { id: "asc" },
    take: options.limit + 1,
  });
  const page = rows.slice(0, options.limit);
  return {
    calls: await toCallViews(db(), page),
    next: rows.length > options.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** One call with the people who are to hear of it; null when it does not exist. */
export async function callForPublishing(
  callId: string,
): Promise<{ view: CallView; userIds: string[] } | null> {
  const row = await db().call.findUnique({
    where: { id: callId },
    include: { ...callInclude, contact: { include: { company: true } } },
  });
  if (!row) return null;
  const [view] = await toCallViews(db(), [row]);
  const people = [...row.legs.map((leg) => leg.userId), row.requestedById, row.contact?.ownerId];
  return { view: view!, userIds: [...new Set(people.filter((id) => typeof id === "string"))] };
}
