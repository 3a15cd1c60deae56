/**
 * A call whose end never came must not ring for ever. After its provider's limits (docs/calls.md) it is
 * closed and marked; a real end that comes later replaces the guess.
 */
import { db } from "#lib/db/client";
import { requestWindow } from "#lib/calls/find-calls";
import type { PublishedCall } from "#lib/calls/stored-call";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { adapters } from "#lib/providers/registry";

/** @returns the calls it closed */
export async function closeLostCalls(now = new Date()): Promise<PublishedCall[]> {
  const before = (age: number) => ({ lt: new Date(now.getTime() - age) });
  const byProvider = adapters.map(({ id, lostEnds }) => ({
    connection: { is: { provider: id } },
    OR: [
      { state: { in: ["ringing", "dialling"] }, startedAt: before(lostEnds.ringing * 1000) },
      { state: "active", answeredAt: before(lostEnds.talking * 1000) },
    ],
  }));
  const unheard = { state: "dialling", externalId: null, startedAt: before(requestWindow) };
  const lost = await db().call.findMany({
    where: { state: { in: ["dialling", "ringing", "active"] }, OR: [unheard, ...byProvider] },
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
