"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import { ActionError } from "#lib/auth/action-error";
import { authorizedAction, linkAction } from "#lib/auth/action";
import { clientOf } from "#lib/base/client-address";
import { log } from "#lib/base/log";
import { choosePassword, makeLink } from "./access-links";
import { createFirstAdministrator } from "./first-administrator";
import { askForReset, handLink } from "./mail-link";

/** A new one-time link for somebody else: the earlier is worth nothing, their password still works. */
export const resetPasswordAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid() }) },
  async ({ id }, actor) => {
    // One's own password is changed with the present one.
    if (id === actor.id) throw new ActionError("own-account");
    const link = await makeLink(id);
    revalidatePath("/admin/people");
    return { kind: link.kind, link: await handLink(id, link) };
  },
);

/** Open to whoever has the link. @returns the e-mail to sign in with */
export const choosePasswordAction = linkAction(
  z.object({ token: z.string().max(200), password: z.string().max(1024, "tooLong") }),
  async ({ token, password }) => {
    const { email } = await choosePassword(token, password);
    return { email };
  },
);

/** Answers everybody alike and at once, whether or not there is such an account. */
export const forgottenPasswordAction = linkAction(
  z.object({ email: z.email("email").max(254, "tooLong").toLowerCase() }),
  async ({ email }) => {
    const address = clientOf(Object.fromEntries(await headers()));
    const send = await askForReset(email, address);
    void send().catch((error: unknown) => {
      log().error({ err: error }, "a forgotten password's link was not made");
    });
    return null;
  },
);

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
