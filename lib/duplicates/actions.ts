"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { hub } from "#lib/server/hub";
import { mergeContacts, type Merged } from "./merge-contacts";
import { mergeInput } from "./merge-input";
import { forgetNotDuplicates, markNotDuplicates } from "./not-duplicates";
import { similarContacts } from "./similar-contacts";
import { undoMerge } from "./undo-merge";

const merge = authorizedAction({ input: mergeInput }, async (input, user) => {
  const merged = await mergeContacts(input, user);
  if (typeof merged === "string") throw new ActionError(merged);
  await publish(merged);
  return { mergeId: merged.mergeId, keptId: merged.keptId };
});

/** Makes one contact of two (code `not-found` when one of them is not there any more). */
export async function mergeContactsAction(raw: unknown) {
  return merge(raw);
}

const undo = authorizedAction(
  { input: z.object({ mergeId: z.uuid() }) },
  async ({ mergeId }, user) => {
    const undone = await undoMerge(mergeId, user);
    if (typeof undone === "string") throw new ActionError(undone);
    await publish(undone);
    revalidatePath("/contacts", "layout");
    return { keptId: undone.keptId, goneId: undone.goneId };
  },
);

/** Two contacts again (codes `not-found`, `merged-on`). */
export async function undoMergeAction(raw: unknown) {
  return undo(raw);
}

const notDuplicates = authorizedAction(
  {
    input: z.object({
      pairs: z
        .array(z.tuple([z.uuid(), z.uuid()]))
        .min(1)
        .max(50),
      /** Takes it back. */
      undo: z.boolean().default(false),
    }),
  },
  async ({ pairs, undo }) => {
    await (undo ? forgetNotDuplicates(pairs) : markNotDuplicates(pairs));
    revalidatePath("/contacts/duplicates");
    return null;
  },
);

/** Remembers, or forgets, that two contacts are two people. */
export async function notDuplicatesAction(raw: unknown) {
  return notDuplicates(raw);
}

const text = z.string().trim().max(254);
const similar = authorizedAction(
  { input: z.object({ numbers: z.array(text).max(20), emails: z.array(text).max(20) }) },
  (input) => similarContacts(input),
);

/** Contacts that have one of these numbers or e-mail addresses already. */
export async function similarContactsAction(raw: unknown) {
  return similar(raw);
}

async function publish({
  liveCallIds,
  callbackIds,
}: Pick<Merged, "liveCallIds" | "callbackIds">): Promise<void> {
  await Promise.all(liveCallIds.map((callId) => hub().publishCall(callId)));
  await hub().publishCallbacks(callbackIds);
}
