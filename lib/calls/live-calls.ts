/**
 * People's cards: the calls under way in which they take part or which they asked for, recent talks that await wrap-up,
 * and their last call that nobody took. They are read for many people at once, as many browsers connect at once.
 */
import { join, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { currentMs } from "#lib/base/clock";
import { day } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { wrapUpWindow, type CallView } from "./call-view";
import { callViews, underWay } from "./queries";

/** No call is longer, in ms. */
const longestCall = day;

/** Cards of talks that await wrap-up, at most: the newest ones. */
const mostAwaiting = 100;

/** Calls that are read at once: calls that come in wait for no more. */
const mostRead = 200;

/** Each person's, in the order of the ids; a person's in the order of time. */
export async function liveCallsOfPeople(userIds: readonly string[]): Promise<CallView[][]> {
  if (userIds.length === 0) return [];
  const idsOf = new Map(userIds.map((id) => [id, new Set<string>()]));
  const people = [...idsOf.keys()];
  // One after the other, or a call that ends meanwhile may be in neither; now it is in both.
  const parts = await db().$queryRaw<Part[]>(partsUnderWay(people));
  const ended = await db().$queryRaw<EndedPart[]>(partsLatelyEnded(people));
  for (const { userId, callId } of [...parts, ...newestOf(ended)]) idsOf.get(userId)!.add(callId);
  const views = await readViews([...new Set([...idsOf.values()].flatMap((ids) => [...ids]))]);
  return userIds.map((userId) =>
    [...idsOf.get(userId)!].flatMap((id) => views.get(id) ?? []).sort(byTime),
  );
}

/** The same of one. */
export async function liveCallsOf(userId: string): Promise<CallView[]> {
  const [calls = []] = await liveCallsOfPeople([userId]);
  return calls;
}

async function readViews(ids: readonly string[]): Promise<Map<string, CallView>> {
  const views = new Map<string, CallView>();
  for (let begin = 0; begin < ids.length; begin += mostRead) {
    const some = await callViews(ids.slice(begin, begin + mostRead));
    for (const view of some) views.set(view.id, view);
  }
  return views;
}

/** By the calls' own times; of the same moment, by their ids. */
function byTime(a: CallView, b: CallView): number {
  if (a.startedAt === b.startedAt) return a.id < b.id ? -1 : 1;
  return a.startedAt < b.startedAt ? -1 : 1;
}

interface Part {
  userId: string;
  callId: string;
}

interface EndedPart extends Part {
  /** SQLite knows numbers only. */
  awaiting: boolean | number;
  tried: boolean | number;
}

/** @param ended the newest first */
function newestOf(ended: readonly EndedPart[]): Part[] {
  const counts = new Map<string, { awaiting: number; tried: number }>();
  return ended.filter(({ userId, awaiting, tried }) => {
    const count = counts.get(userId) ?? { awaiting: 0, tried: 0 };
    counts.set(userId, count);
    const isAwaiting = awaiting && ++count.awaiting <= mostAwaiting;
    // An earlier one does not come forward again.
    const isLast = tried && ++count.tried === 1;
    return isAwaiting || isLast;
  });
}

/**
 * Begins with the calls under way, which their state's index finds: each person's own parts and requests, as an index
 * would find them too, go back for years. CROSS JOIN and coalesce keep SQLite from that.
 */
export function partsUnderWay(people: readonly string[]): Sql {
  const goesOn = sql`c."state" IN (${join(underWay)})`;
  return sql`SELECT part."userId", part."callId" FROM (
      SELECT c."id" AS "callId", c."connectionId", l."userId"
      FROM "Call" c CROSS JOIN "CallLeg" l WHERE ${goesOn} AND l."callId" = c."id"
      UNION ALL
      SELECT c."id", c."connectionId", c."requestedById" FROM "Call" c WHERE ${goesOn}
    ) AS part CROSS JOIN "Connection" k
    WHERE k."id" = part."connectionId" AND k."deletedAt" IS NULL
      AND coalesce(part."userId", '') IN (${join([...people])})`;
}

const awaitsWrapUp = sql`(l."answeredAt" IS NOT NULL
  AND (l."dismissed" IS NULL OR l."dismissed" <> 'wrap-up'))`;

/** Calls that the person made and nobody took, put away or not. */
const triedInVain = sql`(c."direction" = 'outgoing' AND c."answeredAt" IS NULL
  AND c."failure" IS NULL)`;

/**
 * People's calls that ended within the time for wrap-up, the newest first. They are found by the people's recent legs,
 * whose index is in the order of time: SQLite, asked for calls that have ended, would go through all that ever did.
 * CROSS JOIN has it begin with the legs.
 */
export function partsLatelyEnded(people: readonly string[]): Sql {
  const since = new Date(currentMs() - wrapUpWindow);
  return sql`SELECT l."userId", l."callId", ${awaitsWrapUp} AS "awaiting", ${triedInVain} AS "tried"
    FROM "CallLeg" l CROSS JOIN "Call" c CROSS JOIN "Connection" k
    WHERE l."userId" IN (${join([...people])})
      AND l."callId" >= ${firstIdAt(since.getTime() - longestCall)}
      AND c."id" = l."callId" AND c."state" = 'ended' AND c."endedAt" >= ${since}
      AND NOT c."replayed" AND k."id" = c."connectionId" AND k."deletedAt" IS NULL
      AND (${awaitsWrapUp} OR ${triedInVain})
    ORDER BY l."callId" DESC`;
}
