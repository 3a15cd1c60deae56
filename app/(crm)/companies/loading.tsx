import { useTranslations } from "next-intl";
import { ListSkeleton, PageHeader } from "#components/ui/page";

export default function CompaniesLoading() {
  const t = useTranslations("companies");
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <ListSkeleton rows={20} label={t("loading")} />
    </>
  );
}
