"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { roles } from "#lib/auth/roles";
import { beginSecondFactor } from "#lib/auth/second-factor";
import { setSecondFactorRule } from "#lib/auth/second-factor-rule";
import {
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactorState,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from "./own-second-factor";
import { qrCode } from "./qr-code";

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

/** Who must have a second factor, by the least role; null: nobody. */
export const setSecondFactorRuleAction = authorizedAction(
  { role: "admin", input: z.object({ atLeast: z.enum(roles).nullable() }) },
  async ({ atLeast }, actor) => {
    await setSecondFactorRule(atLeast, actor);
    revalidatePath("/admin/people");
    return null;
  },
);
