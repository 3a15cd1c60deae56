import { ActionError } from "#lib/auth/action";
import { seenBy, type Viewer } from "#lib/calls/visible-calls";
import { db } from "#lib/db/client";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { clientContext, type ClientContext } from "./client-context";

const nothing: ClientContext = {
  ...{ ownerId: null, tags: [], lastTalk: null, happened: [], callback: null, callsToday: 0 },
};

/**
 * The context of whoever is on the line.
 * @param since when the person's day began
 * @throws {ActionError} `not-found` when the call is none that they may see
 */
export async function contextOfCall(
  user: Viewer,
  { callId, since }: { callId: string; since: Date },
): Promise<ClientContext> {
  const [call] = await db().$queryRaw<{ contactId: string | null; clientE164: string | null }[]>(
    sql`SELECT c."contactId", c."clientE164" FROM "Call" c
      WHERE c."id" = ${callId} AND ${seenBy(user)}`,
  );
  if (!call) throw new ActionError("not-found");
  const { contactId, clientE164: e164 } = call;
  if (contactId) return clientContext(user, { contactId }, { callId, since });
  // A hidden number is nobody's in particular.
  return e164 ? clientContext(user, { e164 }, { callId, since }) : nothing;
}
