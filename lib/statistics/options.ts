/** Query string of the statistics page: period, person, connection. */
import { z } from "zod";
import { periodChoice } from "#lib/base/period-choice";

const id = z.uuid().nullable().catch(null).default(null);

/** Never refuses: a value that can't be read counts as absent. */
export const statisticsOptions = z.object({
  ...periodChoice,
  /** A person's id. */
  person: id,
  /** A connection's id. */
  connection: id,
});

export type StatisticsOptions = z.output<typeof statisticsOptions>;

/** Options as a query string; defaults are left out. */
export function statisticsQuery(options: Partial<StatisticsOptions>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    const isDay = name === "from" || name === "to";
    if (value && value !== "30d" && (!isDay || options.period === "custom"))
      params.set(name, value);
  }
  return params.toString();
}
