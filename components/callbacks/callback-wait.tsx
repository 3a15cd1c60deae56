"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import type { CallbackView } from "#lib/realtime/events";
import { deadline, shownFrom } from "./arrange";
import { ClockTime } from "./clock-time";
import { useDurationWords } from "./waiting-words";

/** How long they have waited, and whether that is too long; of a later one, when it is its turn. */
export function CallbackWait({ callback, now }: { callback: CallbackView; now: number }) {
  const t = useTranslations("callbacks");
  const words = useDurationWords();
  const from = shownFrom(callback);
  if (from > now) {
    return (
      <p className="text-sm font-medium">
        <ClockTime iso={new Date(from).toISOString()} />
      </p>
    );
  }
  const left = deadline(callback) - now;
  // Who was promised a later time and calls before waits since that call.
  const since = Math.min(
    ...[callback.waitingSince, callback.missed?.at].flatMap((at) => (at ? Date.parse(at) : [])),
  );
  return (
    <div className="flex items-center gap-2 sm:block" data-over-target={left < 0}>
      <p className="figures font-medium">
        <span className="sr-only">{t("waits")} </span>
        {words(now - since)}
      </p>
      {left < 0 ? (
        <Badge tone="missed">
          <TriangleAlert aria-hidden className="size-3" />
          {t("overTarget")}
        </Badge>
      ) : (
        <p className="figures text-xs text-ink-soft">{t("targetIn", { time: words(left) })}</p>
      )}
    </div>
  );
}
