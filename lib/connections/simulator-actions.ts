"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { adapters } from "#lib/providers/registry";
import { scenarioNames } from "#lib/providers/simulator";
import { hub } from "#lib/server/hub";

const play = authorizedAction(
  {
    role: "admin",
    input: z.object({ connectionId: z.uuid(), scenario: z.enum(scenarioNames) }),
  },
  async ({ connectionId, scenario }) => {
    const played = await hub().playScenario(connectionId, scenario);
    if (!played.ok) throw new ActionError(played.code);
    return null;
  },
);

const create = authorizedAction(
  {
    role: "admin",
    input: z.object({ provider: z.enum(adapters.map(({ id }) => id)) }),
  },
  async ({ provider }, user) => {
    if (!(await hub().simulatedProviders()).includes(provider))
      throw new ActionError("no-simulator");
    const { slug } = await hub().createSimulated({ provider, userId: user.id });
    revalidatePath("/", "layout");
    return { slug };
  },
);

/** Has a simulated connection's provider play a day, a burst, … */
export async function playScenarioAction(raw: unknown) {
  return play(raw);
}

/** A new connection to a built-in simulator, with nothing to fill in. */
export async function createSimulatedAction(raw: unknown) {
  return create(raw);
}
