import { useTranslations } from "next-intl";
import { formatPhoneNumber } from "#lib/numbers/phone-number";

/** A line as it is shown: a number as its country writes it, else by the name that its provider has for it. */
export function useLineName() {
  const t = useTranslations("templates.scripts");
  return (line: string) =>
    line.startsWith("+") ? formatPhoneNumber({ raw: line, e164: line }) : t("named", { line });
}
