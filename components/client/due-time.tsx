"use client";

import { useFormatter, useLocale } from "next-intl";
import { useEffect, useState } from "react";

/** A time ahead, or one that should have been: the day and the hour where the person is. */
export function DueTime({ iso }: { iso: string }) {
  const format = useFormatter();
  const locale = useLocale();
  // The server does not know the person's time zone: until the browser takes over, both say the date.
  const [here, setHere] = useState(false);
  // eslint-disable-next-line react-hooks/set-state-in-effect
  useEffect(() => setHere(true), []);
  const date = new Date(iso);
  const words = here
    ? new Intl.DateTimeFormat(locale, {
        ...{ weekday: "short", day: "numeric", month: "short" },
        ...{ hour: "2-digit", minute: "2-digit" },
      }).format(date)
    : format.dateTime(date, { day: "numeric", month: "short" });
  return (
    <time dateTime={iso} className="figures whitespace-nowrap">
      {words}
    </time>
  );
}
