"use server";

import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { isDialable } from "#lib/phone-number";
import { hub } from "#lib/server/hub";

const place = authorizedAction(
  {
    input: z.object({
      number: z.string().trim().max(40).refine(isDialable, "not-dialable"),
      contactId: z.uuid().optional(),
    }),
  },
  async (input, user) => {
    const placed = await hub().placeCall({ userId: user.id, ...input });
    if (!placed.ok) throw new ActionError(placed.code, { message: placed.message });
    return { callId: placed.call.id };
  },
);

/** Click-to-call: the person's own extension dials the number. */
export async function placeCallAction(raw: unknown) {
  return place(raw);
}

const ring = authorizedAction(
  { input: z.object({ number: z.string().trim().max(40).refine(isDialable).optional() }) },
  async (input, user) => {
    const rung = await hub().ringMe({ userId: user.id, ...input });
    if (!rung.ok) throw new ActionError(rung.code, { message: rung.message });
    return null;
  },
);

/** Has the demo's simulator call the person. */
export async function ringMeAction(raw: unknown) {
  return ring(raw);
}
