import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Link } from "./link";
import { EmptyState } from "./page";

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
