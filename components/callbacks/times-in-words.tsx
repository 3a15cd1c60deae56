"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { day, minute } from "#lib/base/duration";

/** A time of the person's own day: "15:00"; of another day with its date. */
export function ClockTime({ iso }: { iso: string }) {
  const locale = useLocale();
  // The server does not know the person's time zone.
  const [today, setToday] = useState<string | null>(null);
  useEffect(() => {
    const readClock = () => setToday(new Date().toDateString());
    readClock();
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

/** How long something takes in words: "12 min", "2 h 5 min", "3 days". */
export function useDurationWords(): (ms: number) => string {
  const t = useTranslations("callbacks.duration");
  return (ms) => {
    const minutes = Math.max(0, Math.floor(ms / minute));
    if (minutes < 1) return t("moment");
    if (minutes < 60) return t("minutes", { minutes });
    if (ms < day) return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    return t("days", { days: Math.floor(ms / day) });
  };
}
