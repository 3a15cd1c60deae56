"use client";

import { useTranslations } from "next-intl";
import { CountBadge } from "#components/ui/count-badge";
import { useQueue } from "./use-queue";

/** How many wait for a call, beside the way to the queue. */
export function CallbackCount() {
  const t = useTranslations("callbacks");
  const { waiting } = useQueue("all");
  const count = waiting.filter(({ task }) => task === "call").length;
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
