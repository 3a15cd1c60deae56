"use client";

import { useTranslations } from "next-intl";
import { useNotices } from "#components/live/live-provider";
import { CountBadge } from "#components/ui/count-badge";

/** How many notices the person has not seen, beside the way to them. */
export function NoticeCount() {
  const t = useTranslations("shell");
  const { unread: count } = useNotices();
  if (count === 0) return null;
  return (
    <CountBadge
      data-notice-count={count}
      count={count}
      words={t("unread", { count })}
      tone="accent"
    />
  );
}
