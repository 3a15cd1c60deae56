import { UserX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";

export default function ContactMissing() {
  const t = useTranslations("contacts.missing");
  return (
    <div className="rounded-xl border border-line bg-surface">
      <EmptyState
        icon={UserX}
        title={t("title")}
        text={t("text")}
        action={
          <Button asChild>
            <Link href="/contacts">{t("action")}</Link>
          </Button>
        }
      />
    </div>
  );
}
