"use client";

import { useFormatter, useLocale } from "next-intl";
import { day, second } from "#lib/base/duration";
import { useNow } from "./use-now";

/** When, in words; the exact time on hover. Until the browser has taken over it shows the date, so both agree. */
export function RelativeTime({ iso }: { iso: string }) {
  const format = useFormatter();
  const locale = useLocale();
  const now = useNow(30 * second);

  const date = new Date(iso);
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });
  const words = () => {
    if (now === null)
      return format.dateTime(date, { day: "numeric", month: "short", year: "numeric" });
    // A second ahead of our clock is now, not "in 1 second".
    if (date.getTime() > now) return format.relativeTime(now, now);
    if (now - date.getTime() < 7 * day) return format.relativeTime(date, now);
    return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(date);
  };
  return (
    <time
      dateTime={iso}
      title={now ? exact.format(date) : undefined}
      className="figures whitespace-nowrap"
    >
      {words()}
    </time>
  );
}
