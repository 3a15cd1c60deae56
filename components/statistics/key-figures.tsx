import { getFormatter, getTranslations } from "next-intl/server";
import { formatDuration } from "#lib/base/duration";
import { answeredPart, callsOf, missedOf } from "#lib/statistics/figures";
import type { Summary } from "#lib/statistics/read-statistics";

/** The period in six numbers, each beside that of the period before. */
export async function KeyFigures({ now, before }: { now: Summary; before: Summary }) {
  const [t, format] = await Promise.all([getTranslations("statistics"), getFormatter()]);
  const count = (value: number) => format.number(value);
  const part = (value: number | null) =>
    value === null ? "–" : format.number(value, { style: "percent", maximumFractionDigits: 1 });
  const time = (seconds: number | null) => (seconds === null ? "–" : formatDuration(seconds));
  const both = <T,>(of: (summary: Summary) => T, write: (value: T) => string) => ({
    value: write(of(now)),
    before: write(of(before)),
  });
  const { incoming, outgoing, automatic } = now.figures;
  const figures = [
    {
      name: "calls",
      ...both((summary) => callsOf(summary.figures), count),
      note:
        automatic > 0
          ? t("notes.callsAndAutomatic", { incoming, outgoing, automatic })
          : t("notes.calls", { incoming, outgoing }),
    },
    {
      name: "answered",
      ...both((summary) => answeredPart(summary.figures), part),
      note: t("notes.answered", { answered: now.figures.answered }),
    },
    {
      name: "missed",
      ...both((summary) => missedOf(summary.figures), count),
      note: t("notes.missed"),
    },
    {
      name: "wait",
      ...both((summary) => summary.medianWait, time),
      note: t("notes.p90", { time: time(now.p90Wait) }),
    },
    {
      name: "talk",
      ...both((summary) => summary.figures.talkSeconds, time),
      note: t("notes.talk"),
    },
    {
      name: "callback",
      ...both((summary) => summary.medianCallback, time),
      note: t("notes.callback", { time: time(now.p90Callback), clients: now.calledBack }),
    },
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      {figures.map(({ name, value, before, note }) => (
        <div
          key={name}
          className="flex min-w-0 flex-col rounded-xl border border-line bg-surface px-4 py-3 shadow-card"
        >
          <dt className="text-xs text-ink-soft">{t(`figures.${name}`)}</dt>
          <dd className="figures text-xl font-semibold tracking-tight">{value}</dd>
          <dd className="text-xs text-ink-soft">{note}</dd>
          <dd className="figures mt-auto pt-1.5 text-xs text-ink-soft">
            {t("before", { value: before })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
