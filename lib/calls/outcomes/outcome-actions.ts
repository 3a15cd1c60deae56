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
  setAskWhen,
} from "./outcomes";
import { callPublisher, outcomePublisher } from "../ports";
import { changeOutcome } from "./change-outcome";

const name = z.string().trim().min(1, "required").max(60, "tooLong");
const one = z.object({ id: z.uuid() });

/** Everybody's next wrap-up, on pages that are open too, offers them as they are now. */
async function published(): Promise<void> {
  revalidatePath("/admin/outcomes");
  await outcomePublisher().publish();
}

export const addOutcomeAction = authorizedAction(
  { role: "admin", input: z.object({ name }) },
  async (input) => {
    const added = await addOutcome(input.name);
    await published();
    return added;
  },
);

export const renameOutcomeAction = authorizedAction(
  { role: "admin", input: one.extend({ name }) },
  async ({ id, name }) => {
    await renameOutcome(id, name);
    await published();
    return null;
  },
);

export const moveOutcomeAction = authorizedAction(
  { role: "admin", input: one.extend({ by: z.union([z.literal(-1), z.literal(1)]) }) },
  async ({ id, by }) => {
    await moveOutcome(id, by);
    await published();
    return null;
  },
);

/** Whether whoever chooses it is asked when to call the client back. */
export const setAskWhenAction = authorizedAction(
  { role: "admin", input: one.extend({ askWhen: z.boolean() }) },
  async ({ id, askWhen }) => {
    await setAskWhen(id, askWhen);
    await published();
    return null;
  },
);

/** Takes an outcome out of the list, or back into it. */
export const archiveOutcomeAction = authorizedAction(
  { role: "admin", input: one.extend({ archived: z.boolean() }) },
  async ({ id, archived }) => {
    await (archived ? archiveOutcome(id) : restoreOutcome(id));
    await published();
    return null;
  },
);

/** Puts the outcome of a call right, when its wrap-up is long over; null: it has none after all. */
export const changeOutcomeAction = authorizedAction(
  { input: z.object({ callId: z.uuid(), outcomeId: z.uuid().nullable() }) },
  async (input, user) => {
    const { version } = await changeOutcome(user, input);
    await callPublisher().publish([input.callId]);
    return { version };
  },
);
