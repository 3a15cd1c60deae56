"use client";

import { useTranslations } from "next-intl";
import { NoticePage } from "#components/shell/notice-page";

export default function ErrorPage({ reset }: { reset: () => void }) {
  const t = useTranslations("errors");
  return (
    <NoticePage
      title={t("failedTitle")}
      text={t("failedText")}
      home={t("home")}
      retry={{ label: t("retry"), onClick: reset }}
    />
  );
}
