"use client";

import { useTranslations } from "next-intl";
import { CountBadge } from "#components/ui/count-badge";
import { useQueue } from "./use-queue";

/** How many the queue shows as due now, whoever's they are, beside the way to it. */
export function CallbackCount() {
  const t = useTranslations("callbacks");
  const { waiting } = useQueue("all");
  const count = waiting.length;
  if (count === 0) return null;
  return (
    <CountBadge
      data-callback-count={count}
      count={count}
      words={t("waitingCount", { count })}
      tone="missed"
    />
  );
}
