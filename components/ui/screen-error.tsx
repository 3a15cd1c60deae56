"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { EmptyState } from "./page";

/** A screen that could not be shown, within the shell: the rest of the program still works. */
export function ScreenError({ reset }: { reset: () => void }) {
  const t = useTranslations("errors");
  return (
    <div role="alert" className="rounded-xl border border-line bg-surface">
      <EmptyState
        icon={CircleAlert}
        title={t("failedTitle")}
        text={t("failedText")}
        action={<Button onClick={reset}>{t("retry")}</Button>}
      />
    </div>
  );
}
