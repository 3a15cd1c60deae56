import { getLocale, getTranslations } from "next-intl/server";
import { clockText } from "#lib/base/local-time";
import type { WorkingHours } from "#lib/base/working-hours";
import { weekdayNames } from "#lib/i18n/weekday-names";

/** In which hours clients wait for a callback, for whoever reads how long they did. */
export async function WaitingHours({ hours }: { hours: WorkingHours | null }) {
  const [t, locale] = await Promise.all([getTranslations("statistics.waiting"), getLocale()]);
  if (!hours) return <p className="text-xs text-ink-soft">{t("always")}</p>;
  const { weekdays, hoursFrom, hoursTo } = hours;
  const names = weekdayNames(locale);
  const days = [...weekdays].map((day) => names[Number(day) - 1]).join(", ");
  return (
    <p className="text-xs text-ink-soft">
      {t("hours", { days, from: clockText(hoursFrom), to: clockText(hoursTo) })}
    </p>
  );
}
