"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { reachesContact, reachOf } from "#lib/auth/policy";
import type { CommandResult } from "#lib/base/command-result";
import { limitOf } from "#lib/base/limits";
import { liveSimulators } from "#lib/connections/ports";
import { db } from "#lib/db/client";
import { noticePublisher } from "#lib/notices/ports";
import { tellOfCallNote } from "#lib/notices/tell-held";
import { isDialable } from "#lib/numbers/phone-number";
import { cardStages } from "./call-view";
import { callCommands, callPublisher } from "./ports";
import { dismissCard, saveCallNote, undoWrapUp, wrapUpCall } from "./wrap-up";
import { transferTargets } from "./occupation";

/** Click-to-call: the person's own extension dials the number; `page`: what the page has to do itself. */
export const placeCallAction = authorizedAction(
  {
    input: z.object({
      number: z.string().trim().min(1, "not-dialable").max(100),
      contactId: z.uuid().optional(),
    }),
  },
  async ({ number, contactId = "" }, user) => {
    if (limitOf("calls").take(user.id) > 0) throw new ActionError("too-often");
    // One out of reach names nobody, like one that is not there; the number itself may be dialled.
    const isTheirs = await reachesContact(db(), await reachOf(user), contactId);
    const placed = await callCommands().place({
      userId: user.id,
      number,
      ...(isTheirs && { contactId }),
    });
    if (!placed.ok) throw new ActionError(placed.code, { message: placed.message });
    return { callId: placed.callId, page: placed.page ?? null };
  },
);

const ownCall = { callId: z.uuid() };

/** Colleagues to whom the person can hand a call of theirs. */
export const transferTargetsAction = authorizedAction({ input: z.object(ownCall) }, (input, user) =>
  transferTargets({ userId: user.id, ...input }),
);

const extension = z
  .string()
  .trim()
  .regex(/^[\w*#+.-]{1,32}$/, "not-dialable");
/** Hands the person's own call to another extension. */
export const transferCallAction = authorizedAction(
  { input: z.object({ ...ownCall, extension }) },
  async (input, user) => done(await callCommands().transfer({ userId: user.id, ...input })),
);

/** Ends the person's own call. */
export const hangUpCallAction = authorizedAction(
  { input: z.object(ownCall) },
  async (input, user) => done(await callCommands().hangUp({ userId: user.id, ...input })),
);

function done(result: CommandResult): null {
  if (!result.ok) throw new ActionError(result.code, { message: result.message });
  return null;
}

/** Has the demo's simulator call the person. */
export const ringMeAction = authorizedAction(
  { input: z.object({ number: z.string().trim().max(40).refine(isDialable).optional() }) },
  async (input, user) => {
    return done(await liveSimulators().ring({ userId: user.id, ...input }));
  },
);

/** Puts the person's own card of a call away, on all of their screens. */
export const dismissCardAction = authorizedAction(
  { input: z.object({ callId: z.uuid(), stage: z.enum(cardStages) }) },
  async (input, user) => {
    const { version } = await dismissCard(user.id, input);
    await noticePublisher().publish(await tellOfCallNote(user.id, input.callId));
    await callPublisher().publish([input.callId]);
    return { version };
  },
);

const callId = z.uuid();

/** Says what came of the person's talk, with the note as it stands, and puts its card away. */
export const wrapUpCallAction = authorizedAction(
  { input: z.object({ callId, outcomeId: z.uuid(), note: z.string().max(5000).optional() }) },
  async ({ note, ...input }, user) => {
    if (note !== undefined) {
      const toldIds = await saveCallNote(user, { callId: input.callId, text: note });
      await noticePublisher().publish(toldIds);
    }
    const { version } = await wrapUpCall(user.id, input);
    await noticePublisher().publish(await tellOfCallNote(user.id, input.callId));
    await callPublisher().publish([input.callId]);
    return { version };
  },
);

/** Takes the outcome back; the talk waits to be wrapped up again. */
export const undoWrapUpAction = authorizedAction(
  { input: z.object({ callId }) },
  async (input, user) => {
    const { version } = await undoWrapUp(user.id, input);
    await callPublisher().publish([input.callId]);
    return { version };
  },
);
