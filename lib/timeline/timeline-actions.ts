"use server";

import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { db } from "#lib/db/client";
import { timelinePage } from "./timeline-page";
import { timelineKinds } from "./timeline-view";

const earlier = authorizedAction(
  {
    input: z.object({
      contactId: z.uuid(),
      kinds: z.array(z.enum(timelineKinds)).min(1),
      before: z.object({ at: z.iso.datetime(), id: z.uuid() }),
    }),
  },
  async ({ contactId, kinds, before }, user) => {
    const exists = await db().contact.count({ where: { id: contactId, deletedAt: null } });
    if (!exists) throw new ActionError("not-found");
    return timelinePage(user, contactId, { kinds: [...new Set(kinds)], before });
  },
);

/** What happened with a contact before the last entry that is shown. */
export async function earlierTimelineAction(raw: unknown) {
  return earlier(raw);
}
