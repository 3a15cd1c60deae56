"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { saveCallNote } from "#lib/notes/save-call-note";
import { hub } from "#lib/server/hub";
import { undoWrapUp, wrapUpCall } from "./wrap-up";

const callId = z.uuid();

const wrapUp = authorizedAction(
  { input: z.object({ callId, outcomeId: z.uuid(), note: z.string().max(5000).optional() }) },
  async ({ note, ...input }, user) => {
    if (note !== undefined) await saveCallNote(user, { callId: input.callId, text: note });
    const { version } = await wrapUpCall(user.id, input);
    await hub().publishCall(input.callId);
    return { version };
  },
);

/** Says what came of the person's talk, with the note as it stands, and puts its card away. */
export async function wrapUpCallAction(raw: unknown) {
  return wrapUp(raw);
}

const undo = authorizedAction({ input: z.object({ callId }) }, async (input, user) => {
  const { version } = await undoWrapUp(user.id, input);
  await hub().publishCall(input.callId);
  return { version };
});

/** Takes the outcome back; the talk waits to be wrapped up again. */
export async function undoWrapUpAction(raw: unknown) {
  return undo(raw);
}
