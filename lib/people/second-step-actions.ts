"use server";

import { cookies, headers } from "next/headers";
import { z } from "zod";
import { linkAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { countedCode } from "#lib/auth/check-second-step";
import { beginSecondFactor, confirmSecondFactor, type FactorOwner } from "#lib/auth/second-factor";
import { openStep, sealStep, stepCookieName, stepCookieOptions } from "#lib/auth/second-step";
import { clientOf } from "#lib/base/client-address";
import { qrCode } from "./qr-code";

/** Whom the cookie names: the right password was typed, and the second factor has to be set up. */
async function setsUp(): Promise<FactorOwner> {
  const step = await openStep((await cookies()).get(stepCookieName())?.value);
  if (step?.kind !== "set-up") throw new ActionError("step-over");
  return step.user;
}

/** For who must have a second factor before their session begins. */
export const beginStepAction = linkAction(z.object({}), async () => {
  const { key, uri } = await beginSecondFactor(await setsUp());
  return { key, qr: qrCode(uri) };
});

/** @returns the recovery codes, this once; the session begins by the step's cookie */
export const confirmStepAction = linkAction(
  z.object({ code: z.string().trim().min(1, "required").max(40) }),
  async ({ code }) => {
    const user = await setsUp();
    const address = clientOf(Object.fromEntries(await headers()));
    const result = await countedCode(user, address, () => confirmSecondFactor(user, code));
    if (!result.ok) {
      const fault = result.wait > 0 ? "tooMany" : "wrongCode";
      throw new ActionError("invalid", { fields: { code: fault } });
    }
    const value = await sealStep(user.id, "done");
    (await cookies()).set(stepCookieName(), value, stepCookieOptions());
    return result.data;
  },
);
