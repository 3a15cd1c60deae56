"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { fewestAuditDays, mostAuditDays, setAuditDays } from "#lib/audit/retention";
import { authorizedAction } from "#lib/auth/action";

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
