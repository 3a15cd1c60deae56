import { Unplug } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";

export default function ConnectionMissing() {
  const t = useTranslations("connections.missing");
  return (
    <div className="rounded-xl border border-line bg-surface">
      <EmptyState
        icon={Unplug}
        title={t("title")}
        text={t("text")}
        action={
          <Button asChild>
            <Link href="/admin/connections">{t("action")}</Link>
          </Button>
        }
      />
    </div>
  );
}
