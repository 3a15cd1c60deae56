/**
 * The first call of the day must not wait for what every later one finds ready: each kind of query
 * is compiled at its first use. So a call is recorded once at start, and undone.
 */
import { chooseExtension } from "#lib/calls/choose-extension";
import { occupation } from "#lib/calls/occupation";
import { liveCallsOf } from "#lib/calls/live-calls";
import { callViews } from "#lib/calls/queries";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { db } from "#lib/db/client";
import { settleMessages } from "./inbox";

const undo = new Error("warm-up: undone on purpose");

export async function warmUp(): Promise<void> {
  const connection = await db().connection.findFirst({ select: { id: true, slug: true } });
  if (!connection) return;
  const source = { connectionId: connection.id, slug: connection.slug, country: "RU" };
  const about = {
    externalId: "warm-up",
    clientNumber: "+70000000000",
    extension: "warm-up",
    direction: "incoming",
  } as const;
  const ringing = { kind: "call:ringing", ...about } as const;
  const missed = { kind: "call:ended", disposition: "no-answer", ...about } as const;
  const batch = [ringing, missed].map((event) => ({ event, source, receivedAt: new Date() }));
  await recordCallEvents(batch, async (tx) => {
    // There is none of this id, and the statement is prepared all the same.
    await settleMessages(tx, [{ id: -1, status: "applied" }]).catch(() => undefined);
    throw undo;
  }).catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  await liveCallsOf("warm-up");
  await callViews(["warm-up"]);
  const asking = { id: "warm-up", connectionId: connection.id, contactId: null };
  await chooseExtension({ ...asking, clientE164: about.clientNumber }, null);
  await occupation();
}
