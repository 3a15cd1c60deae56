"use client";

import { useLocale, useTranslations } from "next-intl";
import { languageOf } from "#lib/i18n/locales";
import { useSaid } from "../ui/use-said";

/** What the vendor, the network or the schema says, in the interface's language where there are words for it. */
export function useConnectionWords() {
  const t = useTranslations();
  const locale = useLocale();
  const said = useSaid();
  const known = (key: string, values: Record<string, string> = {}) =>
    t.has(key as "errors.failedTitle") ? t(key as "errors.failedTitle", values) : null;
  return {
    /** A provider's name. @param label its own */
    provider: (id: string, label: string) => known(`providers.${id}.name`) ?? label,
    /** A setting's label or help. */
    setting: (provider: string, field: string, part: "label" | "help") =>
      known(`providers.${provider}.settings.${field}.${part}`),
    /** One of a setting's choices. */
    option: (provider: string, field: string, option: string) =>
      known(`providers.${provider}.settings.${field}.options.${option}`) ?? option,
    /** Why a connection does not stand, or what a test has found. @param about what the words call `{detail}` */
    reason: (provider: string, code: string | null, detail: string | null, about = detail) =>
      (code &&
        (known(`providers.${provider}.reasons.${code}`, { detail: about ?? "" }) ??
          known(`reasons.${code}`, { allow: allowedBy(detail) }))) ||
      (detail && said(detail)),
    /** What is wrong with a field; `code` may go on with `|` and what it is about. An adapter's own words are English. */
    error: (code: string, provider = "") => {
      const [, name, detail = ""] = /^([\w-]+)(?:\|(.*))?$/s.exec(code) ?? [];
      const words =
        name &&
        (known(`providers.${provider}.errors.${name}`, { detail }) ??
          known(`connections.errors.${name}`));
      if (words) return words;
      const isSentence = languageOf(locale) === "en" && code.includes(" ");
      return isSentence ? capitalised(code) : t("connections.errors.invalid");
    },
  };
}

/** What the operator has to write, as the English words of a closed address have it. */
function allowedBy(detail: string | null): string {
  return /TINYCRM_ALLOWED_NETWORKS=\S+/.exec(detail ?? "")?.[0] ?? "TINYCRM_ALLOWED_NETWORKS";
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
