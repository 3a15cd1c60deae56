/** What the tables and charts of statistics call things, in the language of whoever asked. */
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { StatisticsNames } from "./names";
import type { Step } from "./period";
import type { Column, Names } from "./tables";

/** Names of everything in the tables, in the reader's language. */
export async function statisticsWords(known: StatisticsNames): Promise<{
  names(step: Step): Names;
  heading(column: Column): string;
}> {
  const [t, all, locale] = await Promise.all([
    getTranslations("statistics"),
    getTranslations(),
    getLocale(),
  ]);
  const format = await getFormatter();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });

  function outcome(id: string | null): string {
    if (id === null) return t("noOutcome");
    const found = known.outcomes.get(id);
    const words = `outcomes.defaults.${found?.key ?? ""}`;
    return found?.name ?? (all.has(words as never) ? all(words as never) : (found?.key ?? id));
  }

  return {
    names: (step) => ({
      // Labels are local times already; formatted as if they were UTC, they stay as they are.
      bucket: (label) =>
        step === "hour"
          ? label.slice(11)
          : format.dateTime(new Date(`${label}T00:00:00Z`), { day: "numeric", month: "short" }),
      person: (id) => (id === null ? t("nobody") : (known.people.get(id) ?? t("former"))),
      connection: (id) => known.connections.get(id) ?? t("former"),
      outcome,
      // The first of January 2024 was a Monday.
      weekday: (day) => weekday.format(new Date(Date.UTC(2024, 0, 1 + day))),
    }),
    heading: ({ key }) => (/^\d/.test(key) ? key : t(`columns.${key}` as "columns.incoming")),
  };
}
