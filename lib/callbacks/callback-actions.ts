"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { hub } from "#lib/server/hub";
import {
  claimCallback,
  closeCallback,
  handOverCallback,
  postponeCallback,
  releaseCallback,
  reopenCallback,
} from "./change-callback";
import { promiseCallback } from "./promise-callback";
import { mostTargetMinutes, setTargetMinutes } from "./target";

/** A note is read in a row of the queue. */
const longestNote = 500;

const time = z.iso.datetime({ offset: true }).transform((iso) => new Date(iso));

const promise = authorizedAction(
  {
    input: z
      .object({
        callId: z.uuid().optional(),
        contactId: z.uuid().optional(),
        number: z.string().trim().min(1).max(64).optional(),
        dueAt: time,
        ownerId: z.uuid().optional(),
        note: z.string().trim().max(longestNote, "tooLong").optional(),
      })
      .refine(({ callId, contactId, number }) => callId ?? contactId ?? number, "nobody"),
  },
  async (input, user) => {
    const id = await promiseCallback(input, user.id);
    await hub().publishCallbacks([id]);
    return { id };
  },
);

/**
 * Somebody has promised a client a call: `{callId?, contactId?, number?, dueAt (ISO), ownerId?, note?}`.
 * There is one open callback a client; promising again moves its time, owner and note.
 * @returns `{ id }`; codes "not-found", "no-number", "invalid"
 */
export async function promiseCallbackAction(raw: unknown) {
  return promise(raw);
}

const own = { id: z.uuid() };

const claim = authorizedAction({ input: z.object(own) }, async ({ id }, user) => {
  await claimCallback(id, user.id);
  return published([id]);
});

/** "I am on it": code "claimed", with the name as its message, when somebody else was quicker. */
export async function claimCallbackAction(raw: unknown) {
  return claim(raw);
}

const release = authorizedAction({ input: z.object(own) }, async ({ id }, user) => {
  await releaseCallback(id, user.id);
  return published([id]);
});

/** Not on it any more. */
export async function releaseCallbackAction(raw: unknown) {
  return release(raw);
}

const close = authorizedAction(
  { input: z.object({ ...own, reason: z.enum(["done", "not-needed"]) }) },
  async ({ id, reason }, user) => {
    await closeCallback(id, reason, user.id);
    return published([id]);
  },
);

/** Done, or not needed: code "closed" when somebody, or a talk, was quicker. */
export async function closeCallbackAction(raw: unknown) {
  return close(raw);
}

const reopen = authorizedAction({ input: z.object(own) }, async ({ id }) =>
  published(await reopenCallback(id)),
);

/** Takes back that it was done, or not needed. */
export async function reopenCallbackAction(raw: unknown) {
  return reopen(raw);
}

const postpone = authorizedAction(
  { input: z.object({ ...own, until: time.nullable() }) },
  async ({ id, until }) => {
    await postponeCallback(id, until);
    return published([id]);
  },
);

/** Not among those that wait before `until`; null takes that back. */
export async function postponeCallbackAction(raw: unknown) {
  return postpone(raw);
}

const handOver = authorizedAction(
  { input: z.object({ ...own, ownerId: z.uuid().nullable() }) },
  async ({ id, ownerId }) => {
    await handOverCallback(id, ownerId);
    return published([id]);
  },
);

/** Makes it a colleague's, or nobody's. */
export async function handOverCallbackAction(raw: unknown) {
  return handOver(raw);
}

const target = authorizedAction(
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

/** How long a client may wait, for what comes in from now on. */
export async function setCallbackTargetAction(raw: unknown) {
  return target(raw);
}

async function published(ids: readonly string[]): Promise<null> {
  await hub().publishCallbacks(ids);
  return null;
}
