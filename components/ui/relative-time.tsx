"use client";

import { useFormatter, useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { day } from "#lib/base/duration";

const refresh = 30_000;

/** When, in words; the exact time on hover. Until the browser has taken over it shows the date, so both agree. */
export function RelativeTime({ iso }: { iso: string }) {
  const format = useFormatter();
  const locale = useLocale();
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, refresh);
    return () => clearInterval(timer);
  }, []);

  const date = new Date(iso);
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });
  const words = () => {
    if (!now) return format.dateTime(date, { day: "numeric", month: "short", year: "numeric" });
    // A second ahead of our clock is now, not "in 1 second".
    if (date > now) return format.relativeTime(now, now);
    if (now.getTime() - date.getTime() < 7 * day) return format.relativeTime(date, now);
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
