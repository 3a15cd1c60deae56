import { useTranslations } from "next-intl";
import { ListSkeleton, Skeleton } from "./page";

/** A screen of one list that is still on its way. */
export function LoadingList({ rows }: { rows?: number }) {
  const t = useTranslations("common");
  return <ListSkeleton rows={rows} label={t("loading")} />;
}

/** A card with a list beside it that are still on their way. */
export function LoadingCard() {
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
