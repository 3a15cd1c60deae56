"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { db } from "#lib/db/client";
import { isDialable } from "#lib/numbers/phone-number";
import { adapters } from "#lib/providers/registry";
import { scenarioNames } from "#lib/providers/simulator";
import { liveConnections, liveDemo, liveSimulators } from "./ports";
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
  const row = await db().connection.findFirst({
    where: { id, deletedAt: null },
    select: { slug: true },
  });
  if (!row) throw new ActionError("not-found");
  return row.slug;
}

/** Plays a scenario at the connection's simulator: a day, a burst, … */
export const playScenarioAction = authorizedAction(
  {
    role: "admin",
    input: z.object({ connectionId: z.uuid(), scenario: z.enum(scenarioNames) }),
  },
  async ({ connectionId, scenario }) => {
    await recordOn("connection.scenario-played", connectionId, { scenario });
    const played = await liveSimulators().play(connectionId, scenario);
    if (!played.ok) throw new ActionError(played.code);
    return null;
  },
);

/** Creates a connection to a built-in simulator, without a form. */
export const createSimulatedAction = authorizedAction(
  {
    role: "admin",
    input: z.object({ provider: z.enum(adapters.map(({ id }) => id)) }),
  },
  async ({ provider }, user) => {
    if (!(await liveSimulators().providers()).includes(provider))
      throw new ActionError("no-simulator");
    const { slug } = await liveSimulators().create({ provider, userId: user.id });
    revalidatePath("/", "layout");
    return { slug };
  },
);

/** The account is asked of an administrator who acts from one of the demo's. */
const account = z.object({
  name: z.string().trim().min(1, "required").max(200, "tooLong"),
  email: z.email("email").max(254, "tooLong").toLowerCase(),
  password: z.string().max(1024, "tooLong"),
});

export const endDemoAction = authorizedAction(
  { role: "admin", input: z.object({ keepData: z.boolean(), account: account.nullable() }) },
  async (input, actor) => {
    await liveDemo().end({ ...input, actor });
    revalidatePath("/", "layout");
    return null;
  },
);
