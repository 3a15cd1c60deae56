"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { passwordLength } from "#lib/auth/password";
import { roles } from "#lib/auth/roles";
import { hub } from "#lib/server/hub";
import { createPerson, setDisabled, setPassword, updatePerson } from "./manage-people";
import { presenceOf } from "./presence";

const name = z.string().trim().min(1, "required").max(200, "tooLong");
const password = z.string().min(passwordLength.min, "tooShort").max(passwordLength.max, "tooLong");
const person = {
  name,
  role: z.enum(roles),
  extensions: z.record(z.uuid(), z.string().trim().max(32, "tooLong")).default({}),
};

const create = authorizedAction(
  {
    role: "admin",
    input: z.object({ ...person, email: z.email("email").toLowerCase(), password }),
  },
  async (input) => {
    const created = await createPerson(input);
    await hub().extensionsChanged();
    revalidatePath("/admin/people");
    return created;
  },
);

const update = authorizedAction(
  {
    role: "admin",
    input: z.object({
      ...person,
      id: z.uuid(),
      password: z.union([z.literal(""), password]).default(""),
    }),
  },
  async ({ id, password: newPassword, ...input }, actor) => {
    await updatePerson(id, input, actor);
    await hub().extensionsChanged();
    // Another telephone is a fresh start: its pause, if any, has not been told yet.
    await hub().publishPresence(await presenceOf(id));
    if (newPassword) await setPassword(id, newPassword);
    revalidatePath("/admin/people");
    return { id };
  },
);

const disable = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid(), disabled: z.boolean() }) },
  async ({ id, disabled }, actor) => {
    await setDisabled(id, disabled, actor);
    await hub().extensionsChanged();
    revalidatePath("/admin/people");
    return null;
  },
);

export async function createPersonAction(raw: unknown) {
  return create(raw);
}

export async function updatePersonAction(raw: unknown) {
  return update(raw);
}

export async function setDisabledAction(raw: unknown) {
  return disable(raw);
}
