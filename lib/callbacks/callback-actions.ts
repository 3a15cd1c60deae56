"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { noticePublisher } from "#lib/notices/ports";
import { callbackPublisher } from "./ports";
import {
  claimCallback,
  closeCallback,
  handOverCallback,
  postponeCallback,
  releaseCallback,
  reopenCallback,
  type ReopenedCallbacks,
} from "./change-callback";
import { callbackTasks, longestPostponement } from "./callback-view";
import { keepPromise } from "./keep-promise";
import { promiseCallback } from "./promise-callback";
import { mostTargetMinutes, setTargetMinutes } from "./target";

/** Limit of characters of a note, which is shown in a row of the queue. */
const longestNote = 500;

const time = z.iso.datetime({ offset: true }).transform((iso) => new Date(iso));
/** A callback out of sight for longer than that is forgotten, not postponed. */
const soon = time.refine((at) => at.getTime() <= Date.now() + longestPostponement, "tooFar");

/**
 * Promises a client a call, or another task: `{callId?, contactId?, number?, dueAt (ISO), task?, ownerId?, note?}`. A
 * client has at most one open callback; a second promise moves its time, owner and note. Other tasks stand beside it.
 * @returns `{ id }`; codes "not-found" (also for a call they may not see), "no-number", "invalid"
 */
export const promiseCallbackAction = authorizedAction(
  {
    input: z
      .object({
        callId: z.uuid().optional(),
        contactId: z.uuid().optional(),
        number: z.string().trim().min(1).max(64).optional(),
        dueAt: soon,
        task: z.enum(callbackTasks).optional(),
        ownerId: z.uuid().optional(),
        note: z.string().trim().max(longestNote, "tooLong").optional(),
      })
      .refine(({ callId, contactId, number }) => callId ?? contactId ?? number, "nobody"),
  },
  async (input, user) => {
    const { id, toldIds } = await promiseCallback(input, user);
    await callbackPublisher().publish([id]);
    await noticePublisher().publish(toldIds);
    return { id };
  },
);

const own = { id: z.uuid() };

/** "I am on it". Code "claimed", with a name as its message, when somebody else was quicker. */
export const claimCallbackAction = authorizedAction(
  { input: z.object(own) },
  async ({ id }, user) => {
    await claimCallback(id, user);
    return published([id]);
  },
);

/** Releases one's own claim. */
export const releaseCallbackAction = authorizedAction(
  { input: z.object(own) },
  async ({ id }, user) => {
    await releaseCallback(id, user);
    return published([id]);
  },
);

/** Closes as done or not needed. Code "closed" when a person or a talk was quicker. */
export const closeCallbackAction = authorizedAction(
  { input: z.object({ ...own, reason: z.enum(["done", "not-needed"]) }) },
  async ({ id, reason }, user) => {
    await noticePublisher().publish(await closeCallback(id, reason, user));
    return published([id]);
  },
);

/** Undoes closing as done or not needed. */
export const reopenCallbackAction = authorizedAction(
  { input: z.object(own) },
  async ({ id }, user) => publishedAgain(await reopenCallback(id, user)),
);

/** Opens a promise again that a talk has ended before its time. Code "closed" when it is none, or moved since. */
export const keepPromiseAction = authorizedAction({ input: z.object(own) }, async ({ id }, user) =>
  publishedAgain(await keepPromise(id, user)),
);

/** Postpones until a time within 90 days; null ends the postponement. */
export const postponeCallbackAction = authorizedAction(
  { input: z.object({ ...own, until: soon.nullable() }) },
  async ({ id, until }, user) => {
    await postponeCallback(id, until, user);
    return published([id]);
  },
);

/** Hands the callback to a colleague, or to nobody in particular. */
export const handOverCallbackAction = authorizedAction(
  { input: z.object({ ...own, ownerId: z.uuid().nullable() }) },
  async ({ id, ownerId }, user) => {
    const toldIds = await handOverCallback(id, ownerId, user);
    await noticePublisher().publish(toldIds);
    return published([id]);
  },
);

/** Sets the target for callbacks opened from now on. */
export const setCallbackTargetAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      minutes: z.coerce.number().int("minutes").min(1, "minutes").max(mostTargetMinutes, "minutes"),
    }),
  },
  async ({ minutes }) => {
    await setTargetMinutes(minutes);
    revalidatePath("/callbacks");
    return null;
  },
);

async function published(ids: readonly string[]): Promise<null> {
  await callbackPublisher().publish(ids);
  return null;
}

async function publishedAgain({ ids, toldIds }: ReopenedCallbacks): Promise<null> {
  await noticePublisher().publish(toldIds);
  return published(ids);
}
