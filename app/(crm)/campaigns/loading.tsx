import { useTranslations } from "next-intl";
import { ListSkeleton, PageHeader } from "#components/ui/page";

export default function CampaignsLoading() {
  const t = useTranslations("campaigns");
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("loading")} />
      <ListSkeleton rows={8} label={t("loading")} />
    </>
  );
}
