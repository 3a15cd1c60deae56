import { useTranslations } from "next-intl";
import type { JournalTotals as Totals } from "#lib/journal/journal-totals";
import { Dotted } from "../ui/dotted";
import { useDuration } from "../ui/use-duration";

/** What the journal amounts to, as it is filtered: one line. */
export function JournalTotals({ totals }: { totals: Totals }) {
  const t = useTranslations("journal.totals");
  const duration = useDuration();
  const { calls, answered, missed, reached, talkSeconds, atLeast } = totals;
  const words =
    atLeast || calls === 0
      ? [t(atLeast ? "atLeast" : "calls", { count: calls })]
      : [
          t("calls", { count: calls }),
          t("answered", { count: answered }),
          t("missed", { count: missed }),
          t("reached", { count: reached }),
          t("talk", { time: duration(talkSeconds) }),
        ];
  return (
    <span role="status" className="figures">
      <Dotted>{words}</Dotted>
    </span>
  );
}
