"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { columnsCookie } from "./list-options";
import { contactViews, createView, deleteView, updateView, viewInput } from "./saved-views";

const year = 365 * 24 * 60 * 60;

/** Keeps a list as a view of one's own; with an `id`, brings one back that was just deleted. */
export const saveViewAction = authorizedAction(
  { input: viewInput(contactViews).extend({ id: z.uuid().optional() }) },
  async ({ id, ...input }, user) => ({ id: await createView(contactViews, user.id, input, id) }),
);

/** Another name, other options, shared or not any more: of one's own view. */
export const changeViewAction = authorizedAction(
  { input: viewInput(contactViews).partial().extend({ id: z.uuid() }) },
  async ({ id, ...changes }, user) => {
    if (!(await updateView(contactViews, user.id, id, changes))) throw new ActionError("not-found");
    return null;
  },
);

/** A view of one's own, of whatever list. */
export const deleteViewAction = authorizedAction(
  { input: z.object({ id: z.uuid() }) },
  async ({ id }, user) => {
    if (!(await deleteView(user.id, id))) throw new ActionError("not-found");
    return null;
  },
);

/** The columns a person sees where no view says otherwise. */
export const chooseColumnsAction = authorizedAction(
  { input: z.string().max(200) },
  async (list) => {
    (await cookies()).set(columnsCookie, list, { maxAge: year, path: "/", sameSite: "lax" });
    return null;
  },
);
