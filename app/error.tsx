"use client";

import { useTranslations } from "next-intl";
import { NoticePage } from "#components/shell/notice-page";
import { Button } from "#components/ui/button";

export default function ErrorPage({ reset }: { reset: () => void }) {
  const t = useTranslations("errors");
  return (
    <NoticePage title={t("failedTitle")} text={t("failedText")} home={t("home")}>
      <Button variant="primary" onClick={reset}>
        {t("retry")}
      </Button>
    </NoticePage>
  );
}
