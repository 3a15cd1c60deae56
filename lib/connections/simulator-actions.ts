"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { adapters } from "#lib/providers/registry";
import { scenarioNames } from "#lib/providers/simulator";
import { liveSimulators } from "./ports";
import { recordOn } from "./record-connections";

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
