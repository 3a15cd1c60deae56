import { getTranslations } from "next-intl/server";
import { NoticePage } from "#components/shell/notice-page";

export default async function NotFound() {
  const t = await getTranslations("errors");
  return <NoticePage title={t("notFoundTitle")} text={t("notFoundText")} home={t("home")} />;
}
