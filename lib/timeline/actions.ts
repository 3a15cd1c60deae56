"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { reachesContact, reachOf } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { timelinePage } from "./timeline-page";
import { timelineKinds } from "./timeline-view";

/** What happened with a contact before the last entry that is shown. */
export const earlierTimelineAction = authorizedAction(
  {
    input: z.object({
      contactId: z.uuid(),
      kinds: z.array(z.enum(timelineKinds)).min(1),
      before: z.object({ at: z.iso.datetime(), id: z.uuid() }),
    }),
  },
  async ({ contactId, kinds, before }, user) => {
    if (!(await reachesContact(db(), await reachOf(user), contactId)))
      throw new ActionError("not-found");
    return timelinePage(user, contactId, { kinds: [...new Set(kinds)], before });
  },
);
