"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { db } from "#lib/db/client";
import { isDialable } from "#lib/numbers/phone-number";
import { liveConnections } from "./ports";
import { recordOn } from "./record-connections";

/** Tests each ability of a saved connection without disturbing anybody. */
export const testConnectionAction = authorizedAction(
  { role: "admin", input: z.object({ connectionId: z.uuid() }) },
  async ({ connectionId }) => {
    await recordOn("connection.tested", connectionId);
    return liveConnections().test(connectionId);
  },
);

/** Places a real call over this connection, from the administrator's own extension. */
export const testCallAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      connectionId: z.uuid(),
      number: z.string().trim().max(40).refine(isDialable, "not-dialable"),
    }),
  },
  async ({ connectionId, number }, user) => {
    await recordOn("connection.test-call", connectionId);
    const connection = await slugOf(connectionId);
    const placed = await liveConnections().testCall({ userId: user.id, number, connection });
    if (!placed.ok) throw new ActionError(placed.code, { message: placed.message });
    return null;
  },
);

async function slugOf(id: string): Promise<string> {
  const row = await db().connection.findUnique({ where: { id }, select: { slug: true } });
  if (!row) throw new ActionError("not-found");
  return row.slug;
}
