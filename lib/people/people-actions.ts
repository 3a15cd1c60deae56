"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { roles } from "#lib/auth/roles";
import { assignExtensions, matchPeople } from "./extensions";
import { liveExtensions, presencePublisher } from "./ports";
import { createPerson, setDisabled, updatePerson } from "./manage-people";
import { handLink } from "./mail-link";
import { presenceOf } from "./presence";

const name = z.string().trim().min(1, "required").max(200, "tooLong");
const person = {
  name,
  role: z.enum(roles),
  extensions: z.record(z.uuid(), z.string().trim().max(32, "tooLong")).default({}),
};

/** @returns the person's id, and what became of their invitation, if they need one */
export const createPersonAction = authorizedAction(
  {
    role: "admin",
    input: z.object({ ...person, email: z.email("email").max(254, "tooLong").toLowerCase() }),
  },
  async (input) => {
    const { id, token } = await createPerson(input);
    await liveExtensions().changed();
    revalidatePath("/admin/people");
    return { id, link: token === null ? null : await handLink(id, { token, kind: "invitation" }) };
  },
);

export const updatePersonAction = authorizedAction(
  {
    role: "admin",
    input: z.object({ ...person, id: z.uuid() }),
  },
  async ({ id, ...input }, actor) => {
    await updatePerson(id, input, actor);
    await liveExtensions().changed();
    // A new extension starts without a pause: the provider has not reported one yet.
    presencePublisher().publish(await presenceOf(id));
    revalidatePath("/admin/people");
    return { id };
  },
);

export const setDisabledAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), disabled: z.boolean() }) },
  async ({ id, disabled }, actor) => {
    await setDisabled(id, disabled, actor);
    await liveExtensions().changed();
    revalidatePath("/admin/people");
    return null;
  },
);

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
