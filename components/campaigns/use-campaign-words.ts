"use client";

import { useTranslations } from "next-intl";

/** What an action's code means; a provider's own words say more than "failed". */
export function useCampaignWords() {
  const t = useTranslations("campaigns.errors");
  return (code: string, message?: string): string => {
    if (t.has(code as "failed")) return t(code as "failed");
    return message ? t("provider", { message }) : t("failed");
  };
}
