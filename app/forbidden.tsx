import { getTranslations } from "next-intl/server";
import { NoticePage } from "#components/shell/notice-page";

export default async function Forbidden() {
  const t = await getTranslations("errors");
  return <NoticePage title={t("forbiddenTitle")} text={t("forbiddenText")} home={t("home")} />;
}
