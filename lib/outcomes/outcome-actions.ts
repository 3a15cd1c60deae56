"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import {
  addOutcome,
  archiveOutcome,
  moveOutcome,
  renameOutcome,
  restoreOutcome,
} from "./edit-outcomes";
import { activeOutcomes } from "./queries";

const name = z.string().trim().min(1, "required").max(60, "tooLong");
const one = z.object({ id: z.uuid() });

const choices = authorizedAction({ input: z.object({}) }, () => activeOutcomes());

/** The outcomes to choose from, in the order of their keys. */
export async function outcomesAction(raw: unknown) {
  return choices(raw);
}

const add = authorizedAction({ role: "admin", input: z.object({ name }) }, async (input) => {
  const added = await addOutcome(input.name);
  revalidatePath("/admin/outcomes");
  return added;
});

export async function addOutcomeAction(raw: unknown) {
  return add(raw);
}

const rename = authorizedAction(
  { role: "admin", input: one.extend({ name }) },
  async ({ id, name }) => {
    await renameOutcome(id, name);
    revalidatePath("/admin/outcomes");
    return null;
  },
);

export async function renameOutcomeAction(raw: unknown) {
  return rename(raw);
}

const move = authorizedAction(
  { role: "admin", input: one.extend({ by: z.union([z.literal(-1), z.literal(1)]) }) },
  async ({ id, by }) => {
    await moveOutcome(id, by);
    revalidatePath("/admin/outcomes");
    return null;
  },
);

export async function moveOutcomeAction(raw: unknown) {
  return move(raw);
}

const archive = authorizedAction(
  { role: "admin", input: one.extend({ archived: z.boolean() }) },
  async ({ id, archived }) => {
    await (archived ? archiveOutcome(id) : restoreOutcome(id));
    revalidatePath("/admin/outcomes");
    return null;
  },
);

/** Takes an outcome out of the list, or back into it. */
export async function archiveOutcomeAction(raw: unknown) {
  return archive(raw);
}
