/**
 * The first call of the day must not wait for what every later one finds ready: each kind of query
 * is compiled at its first use. So a call is recorded once at start, and undone.
 */
import { callForPublishing, liveCallsOf } from "#lib/calls/queries";
import { recordCallEvent } from "#lib/calls/record-call-event";
import { db } from "#lib/db/client";

const undo = new Error("warm-up: undone on purpose");

export async function warmUp(): Promise<void> {
  const connection = await db().connection.findFirst({ select: { id: true } });
  if (!connection) return;
  const source = { connectionId: connection.id, country: "RU" };
  const about = { externalId: "warm-up", clientNumber: "+70000000000", extension: "warm-up" };
  const event = { kind: "call:ringing", direction: "incoming", ...about } as const;
  await recordCallEvent(event, source, {
    at: new Date(),
    alongside: async (tx) => {
      await tx.inboxMessage.findFirst({ where: { connectionId: connection.id } });
      throw undo;
    },
  }).catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  await liveCallsOf("warm-up");
  await callForPublishing("warm-up");
}
