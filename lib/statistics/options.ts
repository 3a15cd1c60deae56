/** What a person asks statistics for; it is all in the address. */
import { z } from "zod";

export const periods = ["today", "7d", "30d", "month", "last-month", "custom"] as const;

const day = z.iso.date().nullable().catch(null).default(null);
const id = z.uuid().nullable().catch(null).default(null);

/** Whatever an address holds is an answer: what can't be read is as if it was not there. */
export const statisticsOptions = z.object({
  period: z.enum(periods).catch("30d").default("30d"),
  /** Of a custom period: its first and last day, both included. */
  from: day,
  to: day,
  /** A person's id. */
  person: id,
  /** A connection's id. */
  connection: id,
});

export type StatisticsOptions = z.output<typeof statisticsOptions>;

/** The same as an address has it; what is as it would be anyway stays out. */
export function statisticsQuery(options: Partial<StatisticsOptions>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    const days = name === "from" || name === "to";
    if (value && value !== "30d" && (!days || options.period === "custom")) params.set(name, value);
  }
  return params.toString();
}
