"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { createView, updateView, viewInput } from "#lib/contacts/saved-views";
import { journalViews } from "./journal-views";

/** Keeps the journal as a view of one's own; with an `id`, brings one back that was just deleted. */
export const saveJournalViewAction = authorizedAction(
  { input: viewInput(journalViews).extend({ id: z.uuid().optional() }) },
  async ({ id, ...input }, user) => ({ id: await createView(journalViews, user.id, input, id) }),
);

/** Another name, other options, shared or not any more: of one's own view. */
export const changeJournalViewAction = authorizedAction(
  { input: viewInput(journalViews).partial().extend({ id: z.uuid() }) },
  async ({ id, ...changes }, user) => {
    if (!(await updateView(journalViews, user.id, id, changes))) throw new ActionError("not-found");
    return null;
  },
);
