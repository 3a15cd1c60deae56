"use client";

import { useFormatter, useLocale } from "next-intl";
import { useEffect, useState } from "react";

const refresh = 30_000;

/** How long until then, in words; the exact time on hover. Empty until the browser has taken over. */
export function TimeAhead({ iso }: { iso: string }) {
  const format = useFormatter();
  const locale = useLocale();
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, refresh);
    return () => clearInterval(timer);
  }, []);
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
  return (
    <time dateTime={iso} title={now ? exact.format(new Date(iso)) : undefined} className="figures">
      {now && format.relativeTime(new Date(iso), now)}
    </time>
  );
}
