"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { setDisabled } from "#lib/people/manage-people";
import { liveExtensions } from "#lib/people/ports";
import { giveBackWork, handOverWork, heldWork, mostStrays, refuseReceiver } from "./held-work";
import { publishWritten } from "./publish";
import { strayCallback } from "./set-owner";
import { withdrawInvitation } from "./withdraw-invitation";

const id = z.uuid();
/** Who gets what they hold; null: nobody. */
const handTo = z.uuid().nullable();

/** How many clients, callbacks and promises somebody has to go on with when the person leaves. */
export const heldWorkAction = authorizedAction(
  { role: "admin", input: z.object({ id }) },
  (input) => heldWork(input.id),
);

/**
 * Ends a person's account, and hands over what they hold. Answers with the span by which `undoDisableAction` finds it
 * again, and how many clients could not be handed over.
 */
export const disablePersonAction = authorizedAction(
  { role: "admin", input: z.object({ id, handTo }) },
  async ({ id: fromId, handTo: toId }, actor) => {
    // Nobody loses their account to a hand-over that can't be.
    await refuseReceiver({ fromId, toId });
    await setDisabled(fromId, true, actor);
    const { span, refused, ...written } = await handOverWork({ fromId, toId }, actor);
    await publishWritten(written);
    await changed();
    return { span, refused };
  },
);

/** Only of somebody who has never signed in. */
export const withdrawInvitationAction = authorizedAction(
  { role: "admin", input: z.object({ id }) },
  async (input) => {
    await withdrawInvitation(input.id);
    await changed();
    return null;
  },
);

/** Takes `disablePersonAction` back: they can sign in again, and have what is their receiver's still. */
export const undoDisableAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      id,
      handTo,
      span: z.object({
        since: z.iso.datetime(),
        until: z.iso.datetime(),
        callbacks: z.array(strayCallback).max(mostStrays).default([]),
      }),
    }),
  },
  async ({ id: fromId, handTo: toId, span }, actor) => {
    await setDisabled(fromId, false, actor);
    await publishWritten(await giveBackWork({ fromId, toId }, span, actor));
    await changed();
    return null;
  },
);

async function changed(): Promise<void> {
  await liveExtensions().changed();
  revalidatePath("/admin/people");
}
