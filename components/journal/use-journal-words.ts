import { useFormatter, useTranslations } from "next-intl";
import type { PeriodChoice } from "#lib/base/period-choice";
import type { JournalView } from "#lib/journal/journal-options";

type Chosen<K extends keyof JournalView> = Exclude<JournalView[K], "">;

/** What the journal's filters narrow it down to, in the words of statistics and of the journal itself. */
export function useJournalWords() {
  const t = useTranslations("journal.filters");
  const statistics = useTranslations("statistics");
  const calls = useTranslations("calls");
  const format = useFormatter();
  return {
    period: (period: PeriodChoice["period"]) =>
      period === "custom" ? t("days") : statistics(`periods.${period}`),
    result: (result: Chosen<"result">) => calls(`dispositions.${result}`),
    counted(counted: Chosen<"counted">): string {
      if (counted === "called-back" || counted === "in-time") return t(`counted.${counted}`);
      return counted === "calls" ? statistics("figures.calls") : statistics(`columns.${counted}`);
    },
    nobody: statistics("nobody"),
    /** @param day 0 is Monday; so was the first of January 2024 */
    weekday: (day: number) =>
      format.dateTime(new Date(Date.UTC(2024, 0, 1 + day)), { weekday: "long", timeZone: "UTC" }),
  };
}
