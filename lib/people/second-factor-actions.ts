"use server";

import { revalidatePath } from "next/cache";
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { authorizedAction, linkAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { countedCode } from "#lib/auth/check-sign-in";
import { beginSecondFactor, confirmSecondFactor, type FactorOwner } from "#lib/auth/second-factor";
import { openStep, sealStep, stepCookieName, stepCookieOptions } from "#lib/auth/second-step";
import { clientOf } from "#lib/base/client-address";
import {
  qrCode,
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactorState,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from "./own-second-factor";

const nothing = z.object({});
const proof = z.object({
  password: z.string().min(1, "required").max(1024),
  code: z.string().trim().min(1, "required").max(40),
});

export const secondFactorAction = authorizedAction({ input: nothing }, (_, user) =>
  secondFactorState(user),
);

/** A new key for one's authenticator app; it counts once it is turned on. */
export const beginSecondFactorAction = authorizedAction({ input: nothing }, async (_, user) => {
  const { key, uri } = await beginSecondFactor(user);
  return { key, qr: qrCode(uri) };
});

/** @returns the recovery codes, this once */
export const turnOnSecondFactorAction = authorizedAction({ input: proof }, (input, user) =>
  turnOnSecondFactor(user, input),
);

export const renewRecoveryCodesAction = authorizedAction({ input: proof }, (input, user) =>
  renewRecoveryCodes(user, input),
);

export const turnOffSecondFactorAction = authorizedAction({ input: proof }, async (input, user) => {
  await turnOffSecondFactor(user, input);
  return null;
});

export const resetSecondFactorAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid() }) },
  async ({ id }, actor) => {
    await resetSecondFactor(id, actor);
    revalidatePath("/admin/people");
    return null;
  },
);

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
