import { useTranslations } from "next-intl";
import { ListSkeleton, PageHeader } from "#components/ui/page";

export default function ConnectionsLoading() {
  const t = useTranslations("connections");
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <ListSkeleton rows={4} label={t("loading")} />
    </>
  );
}
