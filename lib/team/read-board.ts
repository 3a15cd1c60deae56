/** The team as it is now, from the database; who is signed in comes from the sockets. */
import { currentTime } from "#lib/base/clock";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { day } from "#lib/base/duration";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { db } from "#lib/db/client";
import { underWay } from "#lib/calls/queries";
import type { TeamBoard, TeamMember } from "./board-view";
import { toPresence } from "#lib/people/presence";
import { countGroups } from "#lib/statistics/count-calls";
import { addFigures, missedOf, noFigures, type Figures } from "#lib/statistics/figures";
import { statisticsOptions } from "#lib/statistics/options";
import { periodOf } from "#lib/base/period";
import { companyTimeZone } from "#lib/i18n/time-zone";
import { busyPeople, type BusyCall, type Busy } from "./busy-people";

/** So long after a talk its person counts as wrapping up, unless they put it away before; in ms. */
export const wrapUpCounts = 10 * 60 * 1000;

/** The most that may lie between the beginning of a call's row and its end, in ms. */
const longestCall = day;

export interface BoardRead {
  /** For those who may see every call. */
  whole: TeamBoard;
  /** Without clients and counters. */
  plain: TeamBoard;
}

/** @param online ids of people with an open browser */
export async function readBoard(
  online: ReadonlySet<string>,
  version: number,
  now = currentTime(),
): Promise<BoardRead> {
  const [people, calls, talked, today, callbacks] = await Promise.all([
    readPeople(),
    readCallsUnderWay(),
    readTalked(now),
    countToday(now),
    readCallbacks(),
  ]);
  const busy = busyPeople([...calls, ...talked]);
  const members = people.map((person): TeamMember => {
    const { doNotDisturb, away } = toPresence(person);
    const occupied: Busy | undefined = busy.get(person.id);
    const idle = away
      ? "away"
      : !online.has(person.id)
        ? "offline"
        : doNotDisturb
          ? "do-not-disturb"
          : "free";
    return {
      userId: person.id,
      name: person.name,
      extensions: person.allExtensions,
      state: occupied?.state ?? idle,
      since: occupied?.since ?? null,
      client: occupied?.client ?? null,
      today: today.get(person.id) ?? nothingToday,
    };
  });
  const waiting = calls.filter(
    ({ direction, state }) => direction === "incoming" && state === "ringing",
  );
  const begun = waiting.map(({ startedAt }) => startedAt.toISOString()).sort();
  const whole: TeamBoard = {
    version,
    members,
    ringing: { count: waiting.length, oldest: begun[0] ?? null },
    callbacks,
  };
  const strip = (member: TeamMember): TeamMember => ({ ...member, client: null, today: null });
  return { whole, plain: { ...whole, members: members.map(strip) } };
}

const nothingToday = { answered: 0, missed: 0, outgoing: 0, talkSeconds: 0 };

async function readPeople() {
  const rows = await db().user.findMany({
    where: { disabledAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      doNotDisturb: true,
      extensions: {
        where: { connection: { enabled: true } },
        select: { id: true, number: true, away: true },
      },
    },
  });
  return rows.map((row) => ({
    ...row,
    extensions: row.extensions.filter(({ away }) => away),
    allExtensions: [...new Set(row.extensions.map(({ number }) => number))],
  }));
}

const callSelect = {
  direction: true,
  state: true,
  startedAt: true,
  endedAt: true,
  requestedById: true,
  clientRaw: true,
  clientE164: true,
  contact: { select: { name: true } },
  legs: { select: { userId: true, state: true, answeredAt: true, startedAt: true } },
} as const;

function readCallsUnderWay(): Promise<BusyCall[]> {
  return db().call.findMany({
    where: { state: { in: underWay }, connection: { is: { deletedAt: null } } },
    select: callSelect,
  });
}

/**
 * Each person's last talk, where it is just over and they have not put it away. It is looked up by person: of a busy day
 * there are thousands of talks, and one of each counts.
 */
async function readTalked(now: Date): Promise<BusyCall[]> {
  const since = new Date(now.getTime() - wrapUpCounts);
  // Ids are in the order of time: only recent legs are looked at.
  const first = firstIdAt(since.getTime() - longestCall);
  const last = await db().$queryRaw<{ id: string }[]>(sql`
    SELECT l."id" FROM "User" u
    JOIN "CallLeg" l ON l."id" = (
      SELECT own."id" FROM "CallLeg" own
      WHERE own."userId" = u."id" AND own."callId" >= ${first} AND own."answeredAt" IS NOT NULL
      ORDER BY own."callId" DESC LIMIT 1)
    JOIN "Call" c ON c."id" = l."callId"
    WHERE u."disabledAt" IS NULL AND (l."dismissed" IS NULL OR l."dismissed" <> 'wrap-up')
      AND c."state" = 'ended' AND NOT c."replayed" AND c."wrappedUpAt" IS NULL AND c."endedAt" >= ${since}`);
  const legs = await db().callLeg.findMany({
    where: { id: { in: last.map(({ id }) => id) } },
    select: { userId: true, startedAt: true, call: { select: callSelect } },
  });
  return legs.map(({ call, userId, startedAt }) => ({
    ...call,
    legs: [{ userId, startedAt, state: "wrap-up", answeredAt: null }],
  }));
}

async function countToday(now: Date): Promise<Map<string, TeamMember["today"]>> {
  const day = periodOf(statisticsOptions.parse({ period: "today" }), await companyTimeZone(), now);
  const groups = await countGroups(day, { personId: null, connectionId: null });
  const sums = new Map<string, Figures>();
  for (const group of groups) {
    if (group.personId === null) continue;
    const sum = sums.get(group.personId) ?? { ...noFigures };
    addFigures(sum, group);
    sums.set(group.personId, sum);
  }
  return new Map(
    Array.from(sums, ([id, figures]) => {
      const { answered, outgoing, talkSeconds } = figures;
      return [id, { answered, missed: missedOf(figures), outgoing, talkSeconds }];
    }),
  );
}

/** Who waits: promises are no business of today, unless their client has called in vain since. */
async function readCallbacks(): Promise<TeamBoard["callbacks"]> {
  const OR = [{ kind: { not: "promised" } }, { missedCount: { gt: 0 } }];
  const [count, { _min }] = await Promise.all([
    db().callback.count({ where: { closedAt: null, OR } }),
    // The promised time of a promise may be to come.
    db().callback.aggregate({
      where: { closedAt: null, OR, waitingSince: { lte: currentTime() } },
      _min: { waitingSince: true },
    }),
  ]);
  return { count, oldest: _min.waitingSince?.toISOString() ?? null };
}
