import { useTranslations } from "next-intl";
import { ListSkeleton, Skeleton } from "#components/ui/page";

export default function CompanyLoading() {
  const t = useTranslations("common");
  return (
    <>
      <Skeleton className="mb-2 h-4 w-24" />
      <Skeleton className="mb-6 h-7 w-64" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <ListSkeleton rows={6} label={t("loading")} />
        <ListSkeleton rows={6} label={t("loading")} />
      </div>
    </>
  );
}
