"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { hoursInput } from "#lib/base/working-hours-text";
import { setWorkingHours } from "./working-hours";

/** Sets the company's working hours; null: every hour is one. */
export const setWorkingHoursAction = authorizedAction(
  { role: "admin", input: z.object({ hours: hoursInput.nullable() }) },
  async ({ hours }) => {
    await setWorkingHours(hours);
    // Every page offers times to come.
    revalidatePath("/", "layout");
    return null;
  },
);
