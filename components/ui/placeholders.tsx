import { useTranslations } from "next-intl";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ListSkeleton, Skeleton, EmptyState } from "./page";
import { Button } from "./button";
import { Link } from "./link";

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
      <div className="grid items-start gap-4 @min-[46rem]:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <ListSkeleton rows={6} label={t("loading")} />
        <ListSkeleton rows={6} label={t("loading")} />
      </div>
    </>
  );
}

interface MissingProps {
  /** Opens the messages `missing.title`, `text` and `action`. */
  of: "campaigns" | "companies" | "connections" | "contacts";
  icon: LucideIcon;
  /** The list to go back to. */
  list: string;
  /** Another way out, beside the list. */
  children?: ReactNode;
}

/** A screen of something that is not there, or not any more. */
export function Missing({ of, icon, list, children }: MissingProps) {
  const t = useTranslations(`${of}.missing`);
  return (
    <div className="rounded-xl border border-line bg-surface">
      <EmptyState
        icon={icon}
        title={t("title")}
        text={t("text")}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            <Button asChild>
              <Link href={list}>{t("action")}</Link>
            </Button>
            {children}
          </span>
        }
      />
    </div>
  );
}
