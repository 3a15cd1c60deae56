"use server";

import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { isDialable } from "#lib/phone-number";
import { hub } from "#lib/server/hub";
import { longestText } from "./segments";

const send = authorizedAction(
  {
    input: z.object({
      number: z.string().trim().max(40).refine(isDialable, "not-dialable"),
      text: z
        .string()
        .trim()
        .min(1, "required")
        .max(longestText, "tooLong")
        // The line break is the one control character a text may hold.
        .regex(/^(?:\P{Cc}|\r?\n|\t)*$/u, "controls"),
      contactId: z.uuid(),
    }),
  },
  async (input, user) => {
    const sent = await hub().sendSms({ userId: user.id, ...input });
    if (!sent.ok) throw new ActionError(sent.code, { message: sent.message });
    return null;
  },
);

/** From the person's own telephone to a contact's number. */
export async function sendSmsAction(raw: unknown) {
  return send(raw);
}
