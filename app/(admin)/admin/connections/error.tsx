"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";

export default function ConnectionsError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("connections.error");
  return (
    <div role="alert" className="rounded-xl border border-line bg-surface">
      <EmptyState
        icon={CircleAlert}
        title={t("title")}
        text={t("text")}
        action={<Button onClick={reset}>{t("action")}</Button>}
      />
    </div>
  );
}
