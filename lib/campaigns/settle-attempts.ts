/**
 * Joins attempts with the calls the provider reported: an outgoing call nobody clicked, on the attempt's
 * connection, with its number, first reported after the attempt. By our own clock: providers'
 * clocks are minutes off.
 */
import { minute } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { attemptFor } from "./begin-attempt";
import type { TargetDisposition } from "./campaign-states";
import { concludeAttempt } from "./conclude-attempt";

/** A provider that answers how a call ended may report the call itself this much later, in ms. */
const lateCalls = 30 * minute;
/** How far the provider's clock may be behind ours, in ms; keeps history from being taken for an answer. */
const clockSkew = 10 * minute;
const mostAtOnce = 400;

type Row = Awaited<ReturnType<typeof unjoined>>[number];
type CallRow = Awaited<ReturnType<typeof callsFor>>[number];

export async function settleAttempts(now: Date): Promise<void> {
  const attempts = await unjoined(now);
  if (attempts.length === 0) return;
  const calls = await callsFor(attempts);
  const used = new Set<string>();
  // The latest first: a call belongs to the attempt right before it.
  for (const attempt of attempts) {
    const call = calls.find((call) => !used.has(call.id) && isOf(attempt, call));
    if (call) used.add(call.id);
    await settle(attempt, call, now);
  }
}

function unjoined(now: Date) {
  return db().dialAttempt.findMany({
    where: {
      OR: [
        { endedAt: null },
        { callId: null, startedAt: { gt: new Date(now.getTime() - lateCalls) } },
      ],
    },
    orderBy: { startedAt: "desc" },
    take: mostAtOnce,
  });
}

async function callsFor(attempts: readonly { e164: string; startedAt: Date }[]) {
  const earliest = Math.min(...attempts.map(({ startedAt }) => startedAt.getTime()));
  const calls = await db().call.findMany({
    where: {
      clientE164: { in: [...new Set(attempts.map(({ e164 }) => e164))] },
      id: { gte: firstIdAt(earliest) },
      direction: "outgoing",
      requestedById: null,
    },
    orderBy: { id: "asc" },
    select: {
      id: true,
      connectionId: true,
      clientE164: true,
      state: true,
      disposition: true,
      startedAt: true,
    },
  });
  const taken = await db().dialAttempt.findMany({
    where: { callId: { in: calls.map(({ id }) => id) }, endedAt: { not: null } },
    select: { callId: true },
  });
  const takenIds = new Set(taken.map(({ callId }) => callId));
  return calls.filter(({ id }) => !takenIds.has(id));
}

function isOf(attempt: Row, call: CallRow): boolean {
  return (
    call.connectionId === attempt.connectionId &&
    call.clientE164 === attempt.e164 &&
    call.id >= firstIdAt(attempt.startedAt.getTime()) &&
    call.id < firstIdAt(attempt.startedAt.getTime() + lateCalls) &&
    call.startedAt.getTime() > attempt.startedAt.getTime() - clockSkew
  );
}

async function settle(attempt: Row, call: CallRow | undefined, now: Date): Promise<void> {
  if (call && attempt.callId !== call.id) await join(attempt, call.id);
  if (attempt.endedAt) return;
  if (call?.state === "ended") {
    return concludeAttempt(attempt, (call.disposition ?? "unknown") as TargetDisposition, now);
  }
  if (call) return hold(attempt, now);
  if (attempt.deadline <= now) return concludeAttempt(attempt, "unknown", now);
}

async function join(attempt: Row, callId: string): Promise<void> {
  await db().dialAttempt.update({ where: { id: attempt.id }, data: { callId } });
  await db().campaignTarget.updateMany({
    where: { id: attempt.targetId, lastAttemptAt: attempt.startedAt },
    data: { callId },
  });
}

/** The call goes on, and so does the claim on the number. */
async function hold(attempt: Row, now: Date): Promise<void> {
  if (attempt.deadline.getTime() - now.getTime() > attemptFor / 2) return;
  const until = new Date(now.getTime() + attemptFor);
  await db().dialAttempt.updateMany({
    where: { id: attempt.id, endedAt: null },
    data: { deadline: until },
  });
  await db().numberClaim.updateMany({ where: { holder: attempt.id }, data: { until } });
}
