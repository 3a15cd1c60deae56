"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { reachesContact, reachOf } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { limitOf } from "#lib/base/limits";
import { isDialable } from "#lib/numbers/phone-number";
import { smsCommands } from "./ports";
import { longestText } from "./sms-view";

/** Sends an SMS from the person's own extension to a contact's number. */
export const sendSmsAction = authorizedAction(
  {
    input: z.object({
      number: z.string().trim().max(40).refine(isDialable, "not-dialable"),
      text: z
        .string()
        .trim()
        .min(1, "required")
        .max(longestText, "tooLong")
        // Line breaks and tabs are the only control characters that a text may hold.
        .regex(/^(?:\P{Cc}|\r?\n|\t)*$/u, "controls"),
      contactId: z.uuid(),
    }),
  },
  async ({ contactId, ...input }, user) => {
    if (limitOf("texts").take(user.id) > 0) throw new ActionError("too-often");
    const isTheirs = await reachesContact(db(), await reachOf(user), contactId);
    const sent = await smsCommands().send({
      userId: user.id,
      ...input,
      ...(isTheirs && { contactId }),
    });
    if (!sent.ok) throw new ActionError(sent.code, { message: sent.message });
    return null;
  },
);
