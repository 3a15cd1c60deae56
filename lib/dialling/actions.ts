"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { viewOptions } from "#lib/contacts/list-schema";
import { keepClaim, releaseClaim } from "./claims";
import { beginDialList, callAgain, longestList, readDialList } from "./dial-list";
import { step } from "./step";

/**
 * Begins calling a list's contacts one by one, or joins the colleagues who are on it: `{options, viewId?}`.
 * @returns `{ id }`; code "nobody" when there is nobody to call
 */
export const beginDialListAction = authorizedAction(
  { input: z.object({ options: viewOptions, viewId: z.uuid().nullable().default(null) }) },
  (input, user) => beginDialList(user, input),
);

const list = z.object({ listId: z.uuid() });

/** Goes to the next client, back to the one before, or to who is at that place. Code "away" while one pauses, "off-hours" while one does not work. */
export const stepDialListAction = authorizedAction(
  {
    input: list.extend({
      from: z.number().int().min(0).max(longestList).nullable(),
      to: z.enum(["next", "previous", "here"]),
      afterHours: z.boolean().default(false),
    }),
  },
  (input, user) => step(user, input),
);

/** The page is still before the person's eyes. @returns whether its client is still theirs to call */
export const keepDialClaimAction = authorizedAction({ input: list }, async ({ listId }, user) => {
  await readDialList(user, listId);
  return { kept: await keepClaim(user.id, listId) };
});

/** The client before them is free for others. */
export const leaveDialListAction = authorizedAction({ input: list }, async ({ listId }, user) => {
  await readDialList(user, listId);
  await releaseClaim(user.id, listId);
  return null;
});

/** Offers whom nobody has reached once more, when all were called. */
export const callAgainAction = authorizedAction(
  { input: list.extend({ roundAt: z.iso.datetime() }) },
  async ({ listId, roundAt }, user) => {
    await callAgain(user, listId, new Date(roundAt));
    return null;
  },
);
