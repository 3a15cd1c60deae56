/**
 * A call whose end never came must not ring for ever. After its provider's limits (docs/calls.md) it is
 * closed and marked; a real end that comes later replaces the guess, a ring opens it again.
 */
import { currentTime } from "#lib/base/clock";
import { minute, second } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { requestWindow } from "#lib/calls/find-calls";
import type { PublishedCall } from "#lib/calls/stored-call";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { adapters } from "#lib/providers/registry";

/** Of a group whose telephones are all silent: a group that goes on rings the next ones sooner, in ms. */
const silence = 15 * second;
/** Of a group of which only some were told to be silent: nobody's telephone rings for longer, in ms. */
const longestRing = minute;

/** Where what seems to ring may be a conversation. */
const answersUntold = adapters.flatMap((one) => (one.answersUntold ? [one.id] : []));

/**
 * Calls whose telephones are known to be silent, or likely so: a group's own end may reach nobody, and some
 * exchanges tell one end for all who rang.
 */
function unanswered(since: (age: number) => { gte: Date }) {
  const left = { state: "ringing", direction: "incoming", answeredAt: null };
  return [
    {
      ...left,
      legs: {
        some: { state: "missed" },
        none: { OR: [{ state: "ringing" }, { endedAt: since(silence) }] },
      },
    },
    {
      ...left,
      connection: { is: { provider: { notIn: answersUntold } } },
      legs: {
        some: { state: "missed" },
        none: { OR: [{ startedAt: since(longestRing) }, { endedAt: since(longestRing) }] },
      },
    },
  ];
}

/** Closed in one transaction at most: a copy that was away for a day may find thousands, and calls go on meanwhile. */
const mostAtOnce = 100;

/** What a provider tells of a call that goes on. */
const kindsOfLife = ["call:dialling", "call:ringing", "call:answered", "call:leg-ended"];

/** Clicks of which the provider tells nothing, though it may have taken the order and named the call. */
function unheard(before: (age: number) => { lt: Date }) {
  const untold = kindsOfLife.map((kind) => ({ NOT: { told: { contains: kind } } }));
  return {
    state: "dialling",
    requestedById: { not: null },
    startedAt: before(requestWindow),
    OR: [{ externalId: null }, { AND: untold }],
  };
}

/** Connections whose messages wait to be applied: the end of a call may be among them. */
async function behind(): Promise<string[]> {
  const where = { status: "received" };
  const groups = await db().inboxMessage.groupBy({ by: ["connectionId"], where });
  return groups.map(({ connectionId }) => connectionId);
}

/** @returns the calls it closed; more may be left when there are any */
export async function closeLostCalls(now = currentTime()): Promise<PublishedCall[]> {
  const before = (age: number) => ({ lt: new Date(now.getTime() - age) });
  const since = (age: number) => ({ gte: new Date(now.getTime() - age) });
  const byProvider = adapters.map(({ id, lostEnds }) => ({
    connection: { is: { provider: id } },
    OR: [
      { state: { in: ["ringing", "dialling"] }, startedAt: before(lostEnds.ringing * 1000) },
      { state: "active", answeredAt: before(lostEnds.talking * 1000) },
    ],
  }));
  const lost = await db().call.findMany({
    where: {
      connectionId: { notIn: await behind() },
      state: { in: ["dialling", "ringing", "active"] },
      OR: [unheard(before), ...byProvider, ...unanswered(since)],
    },
    take: mostAtOnce,
    select: { id: true, connectionId: true, connection: { select: { slug: true } } },
  });
  return recordCallEvents(
    lost.map(({ id, connectionId, connection: { slug } }) => ({
      event: { kind: "call:lost" },
      source: { connectionId, slug, country: "" },
      callId: id,
      receivedAt: now,
    })),
  );
}
