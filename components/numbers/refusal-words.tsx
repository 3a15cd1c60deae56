import { useTranslations } from "next-intl";
import { useSaid } from "../ui/use-said";

export type CallWords = ReturnType<typeof useTranslations<"calls">>;
interface Refused {
  code: string;
  message?: string;
}

/** A command's No in words: ours where we know better, else the provider's own. */
export function useRefusalWords(): (refusal: Refused) => string {
  const t = useTranslations("calls");
  const said = useSaid();
  return ({ code, message }) => {
    const key = `refusals.${code}` as "refusals.failed";
    return t.has(key) ? t(key) : message ? said(message) : t("refusals.failed");
  };
}

/** The same as an element: a list has many links, and hardly one that is ever refused. */
export function RefusalWords(refusal: Refused) {
  return useRefusalWords()(refusal);
}
