"use client";

import { useTranslations } from "next-intl";
import { useQueue } from "./use-queue";

/** How many wait for a call, beside the way to the queue. */
export function CallbackCount() {
  const t = useTranslations("callbacks");
  const { waiting } = useQueue("all");
  const count = waiting.length;
  if (count === 0) return null;
  return (
    <span
      data-callback-count={count}
      className="figures absolute top-1 left-1/2 ml-1 min-w-4 rounded-full bg-missed-fill px-1 text-center text-[0.6875rem] leading-4 font-semibold text-on-accent sm:static sm:ml-auto sm:min-w-5 sm:px-1.5 sm:text-xs sm:leading-5"
    >
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{t("waitingCount", { count })}</span>
    </span>
  );
}
