"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { contactFields, mostEntries } from "../fields";
import { publishWritten } from "../publish";
import { mergeContacts, mergeInput } from "./merge-contacts";
import { forgetNotDuplicates, markNotDuplicates, pairsWithin } from "./not-duplicates";
import { similarContacts } from "./similar-contacts";
import { undoMerge } from "./undo-merge";

/** Makes one contact of two (codes `not-found` when one of them is not there any more, `too-many`). */
export const mergeContactsAction = authorizedAction({ input: mergeInput }, async (input, user) => {
  const merged = await mergeContacts(input, user);
  if (typeof merged === "string") throw new ActionError(merged);
  await publishWritten(merged);
  return { mergeId: merged.mergeId, keptId: merged.keptId };
});

/** Two contacts again (codes `not-found`, `merged-on`). */
export const undoMergeAction = authorizedAction(
  { input: z.object({ mergeId: z.uuid() }) },
  async ({ mergeId }, user) => {
    const undone = await undoMerge(mergeId, user);
    if (typeof undone === "string") throw new ActionError(undone);
    await publishWritten(undone);
    revalidatePath("/contacts", "layout");
    return { keptId: undone.keptId, goneId: undone.goneId };
  },
);

const pairs = z
  .array(z.tuple([z.uuid(), z.uuid()]))
  .min(1)
  .max(50);

/** Remembers, or forgets (`undo`), that two contacts are two people. */
export const notDuplicatesAction = authorizedAction(
  { input: z.object({ pairs, undo: z.boolean().default(false) }) },
  async ({ pairs, undo }, user) => {
    await (undo ? forgetNotDuplicates : markNotDuplicates)(await pairsWithin(user, pairs));
    revalidatePath("/contacts/duplicates");
    return null;
  },
);

const texts = z.array(z.string().trim().max(contactFields.emails.most)).max(mostEntries);

/** Contacts that have one of these numbers or e-mail addresses already. */
export const similarContactsAction = authorizedAction(
  { input: z.object({ numbers: texts, emails: texts }) },
  (asked, user) => similarContacts(user, asked),
);
