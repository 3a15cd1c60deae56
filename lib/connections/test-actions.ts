"use server";

import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { db } from "#lib/db/client";
import { isDialable } from "#lib/phone-number";
import { hub } from "#lib/server/hub";

const test = authorizedAction(
  { role: "admin", input: z.object({ connectionId: z.uuid() }) },
  async ({ connectionId }) => {
    await slugOf(connectionId);
    return hub().testConnection(connectionId);
  },
);

const call = authorizedAction(
  {
    role: "admin",
    input: z.object({
      connectionId: z.uuid(),
      number: z.string().trim().max(40).refine(isDialable, "not-dialable"),
    }),
  },
  async ({ connectionId, number }, user) => {
    const connection = await slugOf(connectionId);
    const placed = await hub().placeCall({ userId: user.id, number, connection });
    if (!placed.ok) throw new ActionError(placed.code, { message: placed.message });
    return null;
  },
);

async function slugOf(id: string): Promise<string> {
  const row = await db().connection.findUnique({ where: { id }, select: { slug: true } });
  if (!row) throw new ActionError("not-found");
  return row.slug;
}

/** Tries each ability of a saved connection; disturbs nobody. */
export async function testConnectionAction(raw: unknown) {
  return test(raw);
}

/** A real call over this connection, from the administrator's own extension. */
export async function testCallAction(raw: unknown) {
  return call(raw);
}
