"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { noticePublisher } from "./ports";
import { readAllNotices, readNotice } from "./read-notices";

/** The person has opened it. */
export const readNoticeAction = authorizedAction(
  { input: z.object({ id: z.uuid() }) },
  async ({ id }, user) => {
    await readNotice(user.id, id);
    await noticePublisher().publish([user.id]);
    return null;
  },
);

/** The person has seen all there is. */
export const readAllNoticesAction = authorizedAction({ input: z.object({}) }, async (_, user) => {
  await readAllNotices(user.id);
  await noticePublisher().publish([user.id]);
  return null;
});
