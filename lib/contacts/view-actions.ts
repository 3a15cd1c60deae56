"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { columnsCookie } from "./list-options";
import { createView, deleteView, updateView, viewInput } from "./saved-views";

const year = 365 * 24 * 60 * 60;

const save = authorizedAction(
  { input: viewInput.extend({ id: z.uuid().optional() }) },
  async ({ id, ...input }, user) => ({ id: await createView(user.id, input, id) }),
);

const change = authorizedAction(
  { input: viewInput.partial().extend({ id: z.uuid() }) },
  async ({ id, ...changes }, user) => {
    if (!(await updateView(user.id, id, changes))) throw new ActionError("not-found");
    return null;
  },
);

const remove = authorizedAction({ input: z.object({ id: z.uuid() }) }, async ({ id }, user) => {
  if (!(await deleteView(user.id, id))) throw new ActionError("not-found");
  return null;
});

const columns = authorizedAction({ input: z.string().max(200) }, async (list) => {
  (await cookies()).set(columnsCookie, list, { maxAge: year, path: "/", sameSite: "lax" });
  return null;
});

/** Keeps a list as a view of one's own; with an `id`, brings one back that was just deleted. */
export async function saveViewAction(raw: unknown) {
  return save(raw);
}

/** Another name, other options, shared or not any more: of one's own view. */
export async function changeViewAction(raw: unknown) {
  return change(raw);
}

export async function deleteViewAction(raw: unknown) {
  return remove(raw);
}

/** The columns a person sees where no view says otherwise. */
export async function chooseColumnsAction(raw: unknown) {
  return columns(raw);
}
