"use client";

import { useFormatter } from "next-intl";
import { useNow } from "../ui/use-now";
import { minute } from "#lib/base/duration";

/** A time of today: "15:00"; of another day with its date. Until the browser has taken over nobody knows which it is. */
export function ClockTime({ iso }: { iso: string }) {
  const format = useFormatter();
  const now = useNow(minute);
  return (
    <time dateTime={iso} className="figures whitespace-nowrap">
      {now === null ? "…" : clockWords(format, new Date(iso), new Date(now))}
    </time>
  );
}

export function clockWords(
  format: ReturnType<typeof useFormatter>,
  at: Date,
  now = new Date(),
): string {
  const dayOf = (date: Date) => format.dateTime(date, { dateStyle: "short" });
  const time = { hour: "numeric", minute: "2-digit" } as const;
  const date = { weekday: "short", day: "numeric", month: "short" } as const;
  return format.dateTime(at, dayOf(at) === dayOf(now) ? time : { ...date, ...time });
}
