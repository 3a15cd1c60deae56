"use client";

import { useTranslations } from "next-intl";

const minute = 60_000;
const day = 24 * 60;

/** How long something takes in words: "12 min", "2 h 5 min", "3 days". */
export function useDurationWords(): (ms: number) => string {
  const t = useTranslations("callbacks.duration");
  return (ms) => {
    const minutes = Math.max(0, Math.floor(ms / minute));
    if (minutes < 1) return t("moment");
    if (minutes < 60) return t("minutes", { minutes });
    if (minutes < day)
      return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    return t("days", { days: Math.floor(minutes / day) });
  };
}
