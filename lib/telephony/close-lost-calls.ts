/**
 * A call whose end never came must not ring for ever. After these times it is closed and marked; a
 * real end that comes later replaces the guess.
 */
import { db } from "#lib/db/client";
import { requestWindow } from "#lib/calls/find-call";
import { recordCallEvent } from "#lib/calls/record-call-event";

const minutes = 60_000;
const ringLimit = 5 * minutes;
const talkLimit = 4 * 60 * minutes;

/** @returns the ids of the calls it closed */
export async function closeLostCalls(now = new Date()): Promise<string[]> {
  const before = (age: number) => ({ lt: new Date(now.getTime() - age) });
  const lost = await db().call.findMany({
    where: {
      OR: [
        { state: "dialling", externalId: null, startedAt: before(requestWindow) },
        { state: { in: ["ringing", "dialling"] }, startedAt: before(ringLimit) },
        { state: "active", answeredAt: before(talkLimit) },
      ],
    },
    select: { id: true, connectionId: true },
  });
  const closed: string[] = [];
  for (const { id, connectionId } of lost) {
    const source = { connectionId, country: "" };
    const recorded = await recordCallEvent({ kind: "call:lost" }, source, { at: now, callId: id });
    if (recorded?.changed) closed.push(id);
  }
  return closed;
}
