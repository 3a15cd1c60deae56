"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { fewestAuditDays, mostAuditDays, setAuditDays } from "#lib/audit/retention";
import { authorizedAction } from "#lib/auth/action";
import { contactScopes, setContactScope } from "#lib/auth/policy";
import { roles } from "#lib/auth/roles";
import { setSecondFactorRule } from "#lib/auth/second-factor-rule";

/** For how many days the audit log is kept; what is older goes within the hour. */
export const setAuditDaysAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      days: z.coerce.number().int("days").min(fewestAuditDays, "days").max(mostAuditDays, "days"),
    }),
  },
  async ({ days }) => {
    await setAuditDays(days);
    revalidatePath("/audit");
    return null;
  },
);

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
