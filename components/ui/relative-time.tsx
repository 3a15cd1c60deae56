"use client";

import { useFormatter, useLocale, useNow as useServedAt, useTimeZone } from "next-intl";
import type { ReactNode } from "react";
import { day, hour, minute, second } from "#lib/base/duration";
import { useNow } from "./use-now";

/** Made once for all rows: making one takes longer than all the rest of a row. */
const formats = new Map<
  string,
  Record<"day" | "dayOfYear" | "moment" | "clock" | "dated", Intl.DateTimeFormat>
>();
const clock = { hour: "numeric", minute: "2-digit" } as const;
const dated = { weekday: "short", day: "numeric", month: "short", ...clock } as const;

function formatsOf(locale: string, timeZone: string) {
  const key = `${locale} ${timeZone}`;
  let made = formats.get(key);
  if (!made) {
    made = {
      day: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }),
      dayOfYear: new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone }),
      moment: new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long", timeZone }),
      clock: new Intl.DateTimeFormat(locale, { ...clock, timeZone }),
      dated: new Intl.DateTimeFormat(locale, { ...dated, timeZone }),
    };
    formats.set(key, made);
  }
  return made;
}

/** A day of longer ago, in ms, is told with its year: one of "29 Oct" and "29 Oct" would be a year older. */
const needsYear = 300 * day;

/** What is past, in whole units as waits are counted: "2 days" in one place is not "3 days ago" in another. */
function whole(ms: number): number {
  const unit = [day, hour, minute].find((unit) => ms >= unit) ?? second;
  return Math.floor(ms / unit) * unit;
}

/**
 * When, in words; the exact time and its zone on hover. The page comes with the words, so that nothing shifts.
 * One clock for as many times as a table has.
 */
export function useRelativeTimes(): (iso: string) => ReactNode {
  const format = useFormatter();
  const exact = formatsOf(useLocale(), useTimeZone()!);
  const now = useNow(30 * second, useServedAt().getTime());

  const wordsOf = (date: Date) => {
    const ago = now - date.getTime();
    // A second ahead of our clock is now, not "in 1 second".
    if (ago < 0 && ago > -minute) return format.relativeTime(now, now);
    if (Math.abs(ago) < 7 * day) return format.relativeTime(ago > 0 ? now - whole(ago) : date, now);
    return exact[Math.abs(ago) < needsYear ? "dayOfYear" : "day"].format(date);
  };
  return (iso) => {
    const date = new Date(iso);
    return (
      <time dateTime={iso} title={exact.moment.format(date)} className="figures whitespace-nowrap">
        {wordsOf(date)}
      </time>
    );
  };
}

export function RelativeTime({ iso }: { iso: string }) {
  return useRelativeTimes()(iso);
}

/** When by the clock, for a list in which one looks for a time: of today "14:05", of another day with it. */
export function PastMoment({ iso }: { iso: string }) {
  const format = formatsOf(useLocale(), useTimeZone()!);
  const now = new Date(useNow(minute, useServedAt().getTime()));
  const at = new Date(iso);
  const isToday = format.day.format(at) === format.day.format(now);
  const isOld = now.getTime() - at.getTime() > needsYear;
  return (
    <time dateTime={iso} title={format.moment.format(at)} className="figures whitespace-nowrap">
      {isOld
        ? `${format.day.format(at)}, ${format.clock.format(at)}`
        : (isToday ? format.clock : format.dated).format(at)}
    </time>
  );
}
