/** Working hours as they are stored and shown in the audit log, such as `12345 09:00–18:00`, and as forms send them. */
import { z } from "zod";
import { clockText } from "./local-time";
import { timeOfDay } from "./time-of-day";
import type { WorkingHours } from "./working-hours";

export const hoursInput = z
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

export function hoursText({ weekdays, hoursFrom, hoursTo }: WorkingHours): string {
  return `${weekdays} ${clockText(hoursFrom)}–${clockText(hoursTo)}`;
}

export function readHours(stored: string | null | undefined): WorkingHours | null {
  const [, weekdays, from, to] = /^([1-7]{1,7}) (.{5})–(.{5})$/.exec(stored ?? "") ?? [];
  const [hoursFrom, hoursTo] = [timeOfDay.safeParse(from), timeOfDay.safeParse(to)];
  if (!weekdays || !hoursFrom.success || !hoursTo.success) return null;
  return { weekdays, hoursFrom: hoursFrom.data, hoursTo: hoursTo.data };
}
