"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { erasePerson } from "./erase-person";
import { countHeld } from "./export-person";

/** How much is held about a contact and what went into it; for administrators. */
export const personalDataAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid() }) },
  async ({ id }) => {
    const held = await countHeld(id);
    if (!held) throw new ActionError("not-found");
    return held;
  },
);

/** For good. Codes `name`, `in-call`, `importing`: lib/privacy/erase-person.ts. */
export const erasePersonAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      id: z.uuid(),
      name: z.string().max(1_000),
      also: z.array(z.uuid()).max(100).default([]),
    }),
  },
  async ({ id, name, also }) => {
    await erasePerson(id, name, also);
    return null;
  },
);
