/** Which days somebody wants to see, as an address names them. */
import { z } from "zod";

export const periods = ["today", "7d", "30d", "month", "last-month", "custom"] as const;

export interface PeriodChoice {
  period: (typeof periods)[number];
  /** First and last day of a custom period, both included; null is today. */
  from: string | null;
  to: string | null;
}

const day = z.iso.date().nullable().catch(null).default(null);

/** Never refuses: a value that can't be read counts as absent. */
export const periodChoice = {
  period: z.enum(periods).catch("30d").default("30d"),
  from: day,
  to: day,
};
