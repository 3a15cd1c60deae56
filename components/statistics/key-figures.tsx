import { getFormatter, getTranslations } from "next-intl/server";
import { Link } from "#components/ui/link";
import { minute, second } from "#lib/base/duration";
import { durationWords } from "#lib/i18n/duration-words";
import { answeredPart, callsOf, inTimePart, missedOf } from "#lib/statistics/figures";
import { figureHref, type About } from "#lib/statistics/links";
import type { Statistics, Summary } from "#lib/statistics/read-statistics";

interface KeyFiguresProps {
  statistics: Statistics;
  about: About;
}

/** The period in a few numbers, each beside that of the period before, and a link to its calls. */
export async function KeyFigures({ statistics, about }: KeyFiguresProps) {
  const { now, before, target } = statistics;
  const [t, lasting, format] = await Promise.all([
    getTranslations("statistics"),
    getTranslations("common.duration"),
    getFormatter(),
  ]);
  const count = (value: number) => format.number(value);
  const part = (value: number | null) =>
    value === null ? "–" : format.number(value, { style: "percent", maximumFractionDigits: 1 });
  const time = (seconds: number | null) =>
    seconds === null ? "–" : durationWords(lasting, seconds);
  const both = <T,>(of: (summary: Summary) => T, write: (value: T) => string) => ({
    value: write(of(now)),
    before: write(of(before)),
  });
  const { incoming, outgoing, automatic } = now.figures;
  const figures = [
    {
      name: "calls",
      counted: "calls",
      ...both((summary) => callsOf(summary.figures), count),
      note:
        automatic > 0
          ? t("notes.callsAndAutomatic", { incoming, outgoing, automatic })
          : t("notes.calls", { incoming, outgoing }),
    },
    {
      name: "answered",
      counted: "answered",
      ...both((summary) => answeredPart(summary.figures), part),
      note: t("notes.answered", { incoming }),
    },
    {
      name: "missed",
      counted: "missed",
      ...both((summary) => missedOf(summary.figures), count),
      note: t("notes.missed"),
    },
    {
      name: "wait",
      counted: "answered",
      ...both((summary) => summary.medianWait, time),
      note: t("notes.p90", { time: time(now.p90Wait) }),
    },
    {
      name: "talk",
      counted: "talks",
      ...both((summary) => summary.figures.talkSeconds, time),
      note: t("notes.talk"),
    },
    {
      name: "callback",
      counted: "called-back",
      ...both((summary) => summary.medianCallback, time),
      note: t("notes.callback", { time: time(now.p90Callback), clients: now.calledBack }),
    },
    {
      name: "inTime",
      counted: "in-time",
      ...both((summary) => inTimePart(summary.callbacks), part),
      note: t("notes.inTime", { ...now.callbacks, minutes: (target * second) / minute }),
    },
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-3 @min-[30rem]:grid-cols-12">
      {figures.map(({ name, counted, value, before, note }) => (
        <div
          key={name}
          className="flex min-w-0 flex-col rounded-xl border border-line bg-surface px-4 py-3 shadow-card @max-[30rem]:last:col-span-2 @min-[30rem]:col-span-3 @min-[30rem]:nth-[-n+3]:col-span-4"
        >
          <dt className="text-xs text-ink-soft">{t(`figures.${name}`)}</dt>
          <dd className="figures text-xl font-semibold tracking-tight">
            <Link
              href={figureHref(about, counted)}
              aria-label={t("callsOf", { title: `${t(`figures.${name}`)}: ${value}` })}
              className="hover:text-accent hover:underline"
            >
              {value}
            </Link>
          </dd>
          <dd className="text-xs text-ink-soft">{note}</dd>
          <dd className="figures mt-auto pt-1.5 text-xs text-ink-soft">
            {t("before", { value: before })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
