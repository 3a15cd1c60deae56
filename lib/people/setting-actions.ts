"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { contactScopes, setContactScope } from "#lib/auth/policy";
import { roles } from "#lib/auth/roles";
import { setSecondFactorRule } from "#lib/auth/second-factor-rule";

/** Which contacts sales people see and change (lib/auth/policy.ts), from their next request on. */
export const setContactScopeAction = authorizedAction(
  { role: "admin", input: z.object({ contacts: z.enum(contactScopes) }) },
  async ({ contacts }) => {
    await setContactScope(contacts);
    revalidatePath("/", "layout");
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
