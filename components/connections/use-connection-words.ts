"use client";

import { useLocale, useTranslations } from "next-intl";

/** What the vendor, the network or the schema says, in the interface's language where there are words for it. */
export function useConnectionWords() {
  const t = useTranslations();
  const locale = useLocale();
  const known = (key: string, values: Record<string, string> = {}) =>
    t.has(key as "errors.title") ? t(key as "errors.title", values) : null;
  return {
    /** A setting's label or help. */
    setting: (provider: string, field: string, part: "label" | "help") =>
      known(`providers.${provider}.settings.${field}.${part}`),
    /** Why a connection does not stand, or a test failed. */
    reason: (provider: string, code: string | null, detail: string | null) =>
      (code &&
        (known(`providers.${provider}.reasons.${code}`, { detail: detail ?? "" }) ??
          known(`connections.reasons.${code}`, { allow: allowedBy(detail) }))) ||
      detail,
    /** What is wrong with a field. An adapter's own words are English. */
    error: (code: string) =>
      (/^[\w-]+$/.test(code) && known(`connections.errors.${code}`)) ||
      (locale === "en" && code.includes(" ") ? capitalised(code) : t("connections.errors.invalid")),
  };
}

/** What the operator has to write, as the English words of a closed address have it. */
function allowedBy(detail: string | null): string {
  return /TINYCRM_ALLOWED_NETWORKS=\S+/.exec(detail ?? "")?.[0] ?? "TINYCRM_ALLOWED_NETWORKS";
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
