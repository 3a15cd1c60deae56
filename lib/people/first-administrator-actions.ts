"use server";

import { z } from "zod";
import { linkAction } from "#lib/auth/action";
import { createFirstAdministrator } from "./first-administrator";

/** Open to whoever has the link that was printed at start. */
export const createFirstAdministratorAction = linkAction(
  z.object({
    token: z.string().max(200),
    name: z.string().trim().min(1, "required").max(200, "tooLong"),
    email: z.email("email").max(254, "tooLong").toLowerCase(),
    password: z.string().max(1024, "tooLong"),
  }),
  async ({ token, ...account }) => {
    await createFirstAdministrator(token, account);
    return null;
  },
);
