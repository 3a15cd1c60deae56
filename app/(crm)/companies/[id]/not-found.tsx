import { Building2 } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";

export default function CompanyMissing() {
  const t = useTranslations("companies.missing");
  return (
    <div className="rounded-xl border border-line bg-surface">
      <EmptyState
        icon={Building2}
        title={t("title")}
        text={t("text")}
        action={
          <Button asChild>
            <Link href="/companies">{t("action")}</Link>
          </Button>
        }
      />
    </div>
  );
}
