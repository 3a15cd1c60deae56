"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { liveDemo } from "./ports";

/** The account is asked of an administrator who acts from one of the demo's. */
const account = z.object({
  name: z.string().trim().min(1, "required").max(200, "tooLong"),
  email: z.email("email").max(254, "tooLong").toLowerCase(),
  password: z.string().max(1024, "tooLong"),
});

export const endDemoAction = authorizedAction(
  { role: "admin", input: z.object({ keepData: z.boolean(), account: account.nullable() }) },
  async (input, actor) => {
    await liveDemo().end({ ...input, actor });
    revalidatePath("/", "layout");
    return null;
  },
);
