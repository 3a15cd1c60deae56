"use client";

import { useLocale } from "next-intl";
import { useEffect, useState } from "react";

/** A time of the person's own day: "15:00"; of another day with its date. */
export function ClockTime({ iso }: { iso: string }) {
  const locale = useLocale();
  // The server does not know the person's time zone.
  const [today, setToday] = useState<string | null>(null);
  useEffect(() => {
    const tell = () => setToday(new Date().toDateString());
    tell();
  }, []);
  return (
    <time dateTime={iso} className="figures whitespace-nowrap">
      {today === null ? "…" : clockWords(iso, locale, today)}
    </time>
  );
}

/** @param today as `toDateString` writes it */
export function clockWords(iso: string, locale: string, today = new Date().toDateString()): string {
  const date = new Date(iso);
  const time = { hour: "numeric", minute: "2-digit" } as const;
  const day = { weekday: "short", day: "numeric", month: "short" } as const;
  const isToday = date.toDateString() === today;
  return new Intl.DateTimeFormat(locale, isToday ? time : { ...day, ...time }).format(date);
}
