"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { hub } from "#lib/server/hub";
import { assignExtensions, matchPeople } from "./match-people";

const match = authorizedAction(
  { role: "admin", input: z.object({ connectionId: z.uuid() }) },
  ({ connectionId }) => matchPeople(connectionId),
);

const assign = authorizedAction(
  {
    role: "admin",
    input: z.object({
      connectionId: z.uuid(),
      choices: z
        .array(z.object({ userId: z.uuid(), extension: z.string().trim().min(1).max(32) }))
        .min(1)
        .max(5_000),
    }),
  },
  async ({ connectionId, choices }) => {
    await assignExtensions(connectionId, choices);
    await hub().extensionsChanged();
    revalidatePath("/admin", "layout");
    return { count: choices.length };
  },
);

/** The provider's people beside ours; changes nothing. */
export async function matchPeopleAction(raw: unknown) {
  return match(raw);
}

export async function assignExtensionsAction(raw: unknown) {
  return assign(raw);
}
