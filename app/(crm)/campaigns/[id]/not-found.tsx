import { Megaphone } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";

export default function CampaignMissing() {
  const t = useTranslations("campaigns.missing");
  return (
    <div className="rounded-xl border border-line bg-surface">
      <EmptyState
        icon={Megaphone}
        title={t("title")}
        text={t("text")}
        action={
          <Button asChild>
            <Link href="/campaigns">{t("action")}</Link>
          </Button>
        }
      />
    </div>
  );
}
