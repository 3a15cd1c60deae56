"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { slugPattern } from "#lib/connections/save-connection";
import { pageScripts } from "./ports";
import { largestDetail } from "./widget/messages";

/** Takes an event of a vendor's script in the person's page. */
export const receivePageEventAction = authorizedAction(
  {
    input: z.object({
      slug: z.string().regex(slugPattern),
      name: z.string().min(1).max(100),
      detail: z
        .unknown()
        .refine((detail) => (JSON.stringify(detail) ?? "").length <= largestDetail, "tooLong"),
    }),
  },
  async ({ slug, name, detail }, user) => {
    const received = await pageScripts().receive({ userId: user.id, slug, name, detail });
    if (!received.ok) throw new ActionError(received.code, { message: received.message });
    return null;
  },
);
