"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { timeOfDay } from "#lib/base/time-of-day";
import { setWorkingHours } from "./working-hours";

const hours = z
  .object({
    hoursFrom: timeOfDay,
    hoursTo: timeOfDay,
    /** ISO days of the week. */
    weekdays: z
      .array(z.coerce.number().int().min(1).max(7))
      .min(1)
      .max(7)
      .transform((days) => [...new Set(days)].sort().join("")),
  })
  .refine(({ hoursFrom, hoursTo }) => hoursFrom < hoursTo, { error: "hours", path: ["hoursTo"] });

/** Sets the company's working hours; null: every hour is one. */
export const setWorkingHoursAction = authorizedAction(
  { role: "admin", input: z.object({ hours: hours.nullable() }) },
  async ({ hours }) => {
    await setWorkingHours(hours);
    // Every page offers times to come.
    revalidatePath("/", "layout");
    return null;
  },
);
