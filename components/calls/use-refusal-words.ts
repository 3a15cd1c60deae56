import { useTranslations } from "next-intl";

/** A command's No in words: ours where we know better, else the provider's own. */
export function useRefusalWords(): (refusal: { code: string; message?: string }) => string {
  const t = useTranslations("calls");
  return ({ code, message }) => {
    const key = `refusals.${code}` as "refusals.failed";
    return t.has(key) ? t(key) : (message ?? t("refusals.failed"));
  };
}
