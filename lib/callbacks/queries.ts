/** Reads callbacks as browsers see them. */
import { currentMs } from "#lib/base/clock";
import {
  callbacksWithin,
  callbackViewers,
  contactScope,
  reachesOwner,
  reachOf,
  type Reach,
  type Viewer,
} from "#lib/auth/policy";
import { db, type Db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { matchNumbers } from "#lib/numbers/match-contacts";
import { readTask, type CallbackKind, type CallbackView, type ClosedReason } from "./callback-view";

/** Limit of callbacks sent to a browser: nobody works through a longer queue in order. */
export const mostCallbacks = 500;

export interface PublishedCallback {
  /** As managers and administrators see it. */
  view: CallbackView;
  /** As everybody may see it; each person may see more of its candidates (`seenWithin`). */
  common: CallbackView;
  /** Ids of those who see it beside managers and administrators; null: everybody. */
  userIds: string[] | null;
}

/** The callback with those of its candidates that are within the person's reach. */
export function seenWithin(reach: Reach, view: CallbackView): CallbackView {
  if (reach === null || view.candidates.length === 0) return view;
  const candidates = view.candidates.filter(({ owner }) => reachesOwner(reach, owner));
  return candidates.length === view.candidates.length ? view : { ...view, candidates };
}

/** Open callbacks within the person's reach, due and postponed, most urgent first. */
export async function openCallbacks(viewer: Viewer): Promise<CallbackView[]> {
  const reach = await reachOf(viewer);
  const views = await toCallbackViews(db(), await readOpen(callbacksWithin(reach)));
  return views.map((view) => seenWithin(reach, view));
}

/** All open callbacks with those who see them: read once for many browsers. */
export async function openCallbacksForPublishing(): Promise<PublishedCallback[]> {
  return toPublished(await readOpen({}));
}

/** Those that are the person's own, nobody's, or theirs to do at the moment: what My day begins with. */
export async function ownCallbacks(viewer: Viewer): Promise<CallbackView[]> {
  const reach = await reachOf(viewer);
  const { id } = viewer;
  const theirs = { OR: [{ ownerId: id }, { ownerId: null }, { claimedById: id }] };
  const rows = await readOpen({ AND: [callbacksWithin(reach), theirs] });
  return (await toCallbackViews(db(), rows)).map((view) => seenWithin(reach, view));
}

export interface PromisedCallbackView {
  view: CallbackView;
  /** When a person last changed it. */
  changedAt: Date;
}

/** What the person has promised, the nearest first: what is to come before what is overdue. */
export async function promisesOf(viewer: Viewer, now: Date): Promise<PromisedCallbackView[]> {
  const reach = await reachOf(viewer);
  const within = callbacksWithin(reach);
  const read = (dueAt: Prisma.DateTimeFilter, order: "asc" | "desc", take: number) =>
    db().callback.findMany({
      where: { closedAt: null, ownerId: viewer.id, promisedAt: { not: null }, dueAt, AND: within },
      include: { ...callbackInclude, changes: { orderBy: { at: "desc" }, take: 1 } },
      orderBy: [{ dueAt: order }, { id: order }],
      take,
    });
  const ahead = await read({ gte: now }, "asc", mostCallbacks);
  const overdue = await read({ lt: now }, "desc", mostCallbacks - ahead.length);
  const rows = [...ahead, ...overdue];
  const views = await toCallbackViews(db(), rows);
  return rows.map(({ createdAt, promisedAt, changes }, index) => {
    const times = [createdAt, promisedAt, changes[0]?.at].map((at) => at?.getTime() ?? 0);
    return { view: seenWithin(reach, views[index]!), changedAt: new Date(Math.max(...times)) };
  });
}

function readOpen(where: Prisma.CallbackWhereInput): Promise<CallbackRow[]> {
  return db().callback.findMany({
    where: { closedAt: null, AND: where },
    include: callbackInclude,
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: mostCallbacks,
  });
}

/** Open callbacks with the server's time (ms), against which a page words waiting times. */
export async function callbacksNow(
  viewer: Viewer,
): Promise<{ callbacks: CallbackView[]; servedAt: number }> {
  const callbacks = await openCallbacks(viewer);
  return { callbacks, servedAt: currentMs() };
}

/** Open or closed callbacks as they are now; ids that do not exist are left out. */
export async function callbacksForPublishing(ids: readonly string[]): Promise<PublishedCallback[]> {
  const rows = await db().callback.findMany({
    where: { id: { in: [...ids] } },
    include: callbackInclude,
  });
  return toPublished(rows);
}

async function toPublished(rows: readonly CallbackRow[]): Promise<PublishedCallback[]> {
  const [scope, views] = await Promise.all([contactScope(), toCallbackViews(db(), rows)]);
  // Whatever is nobody's is within everybody's reach.
  const everybody = scope === "all" ? null : { userId: "" };
  return views.map((view, index) => ({
    view,
    common: seenWithin(everybody, view),
    userIds: callbackViewers(scope, rows[index]!),
  }));
}

const callbackInclude = {
  contact: {
    select: {
      id: true,
      name: true,
      ownerId: true,
      deletedAt: true,
      company: { select: { name: true } },
    },
  },
} as const satisfies Prisma.CallbackInclude;

type CallbackRow = Prisma.CallbackGetPayload<{ include: typeof callbackInclude }>;

/** Reads the last missed call, the lead and the candidates of each row, in three look-ups. */
async function toCallbackViews(db: Db, rows: readonly CallbackRow[]): Promise<CallbackView[]> {
  const strangers = rows.flatMap(({ contact, e164 }) => (isKnown(contact) ? [] : (e164 ?? [])));
  const [calls, leads, matches] = await Promise.all([
    missedCalls(db, rows),
    leadsOf(db, rows),
    matchNumbers(db, strangers),
  ]);
  const candidatesOf = ({ contact, e164 }: CallbackRow) =>
    isKnown(contact) ? [] : (matches.get(e164 ?? "") ?? []);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    kind: row.kind as CallbackKind,
    task: readTask(row.task),
    contact: isKnown(row.contact) ? contactOf(row.contact) : null,
    candidates: candidatesOf(row),
    sharedBy: candidatesOf(row).length,
    number: { raw: row.numberRaw, e164: row.e164 },
    ownerId: row.ownerId,
    note: row.note,
    waitingSince: row.waitingSince.toISOString(),
    dueAt: row.dueAt.toISOString(),
    promised: row.promisedAt !== null,
    postponedUntil: row.postponedUntil?.toISOString() ?? null,
    missedCount: row.missedCount,
    missed: calls.get(row.callId ?? "") ?? null,
    lead: leads.get(row.leadId ?? "") ?? null,
    attempts: row.attempts,
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    claim:
      row.claimedById && row.claimedUntil
        ? { userId: row.claimedById, until: row.claimedUntil.toISOString() }
        : null,
    closed: row.closedAt
      ? {
          at: row.closedAt.toISOString(),
          reason: row.closedReason as ClosedReason,
          userId: row.closedById,
          callId: row.closedByCallId,
        }
      : null,
  }));
}

/** One in the bin tells nobody who it is. */
function isKnown(contact: CallbackRow["contact"]): contact is NonNullable<typeof contact> {
  return contact !== null && contact.deletedAt === null;
}

function contactOf({ id, name, company }: NonNullable<CallbackRow["contact"]>) {
  return { id, name, company: company?.name ?? null };
}

async function missedCalls(db: Db, rows: readonly CallbackRow[]) {
  const ids = rows.flatMap(({ callId, missedCount }) => (callId && missedCount > 0 ? callId : []));
  if (ids.length === 0) return new Map<string, CallbackView["missed"]>();
  const calls = await db.call.findMany({
    where: { id: { in: ids } },
    select: { id: true, startedAt: true, trunk: true, connection: { select: { name: true } } },
  });
  return new Map(
    calls.map(({ id, startedAt, trunk, connection }) => [
      id,
      { at: startedAt.toISOString(), connection: connection.name, line: trunk },
    ]),
  );
}

async function leadsOf(db: Db, rows: readonly CallbackRow[]) {
  const ids = rows.flatMap(({ leadId }) => leadId ?? []);
  if (ids.length === 0) return new Map<string, CallbackView["lead"]>();
  const leads = await db.lead.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      name: true,
      title: true,
      page: true,
      failure: true,
      externalId: true,
      connection: { select: { name: true } },
    },
  });
  return new Map(
    leads.map(({ id, name, title, page, failure, externalId, connection }) => [
      id,
      { name, title, page, connection: connection.name, order: externalId, failure },
    ]),
  );
}
