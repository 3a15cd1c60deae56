"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { liveExtensions } from "./ports";
import { assignExtensions, matchPeople } from "./match-people";

/** Matches the provider's directory with people; changes nothing. */
export const matchPeopleAction = authorizedAction(
  { role: "admin", input: z.object({ connectionId: z.uuid() }) },
  ({ connectionId }) => matchPeople(connectionId),
);

export const assignExtensionsAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      connectionId: z.uuid(),
      choices: z
        .array(z.object({ userId: z.uuid(), extension: z.string().trim().min(1).max(32) }))
        .min(1)
        .max(2_500),
    }),
  },
  async ({ connectionId, choices }) => {
    await assignExtensions(connectionId, choices);
    await liveExtensions().changed();
    revalidatePath("/admin", "layout");
    return { count: choices.length };
  },
);
