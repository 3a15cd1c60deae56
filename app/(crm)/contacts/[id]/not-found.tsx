import { UserX } from "lucide-react";
import { Link } from "#components/ui/link";
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
          <span className="flex flex-wrap justify-center gap-2">
            <Button asChild>
              <Link href="/contacts">{t("action")}</Link>
            </Button>
            <Button variant="ghost" asChild>
              <Link href="/contacts/bin">{t("bin")}</Link>
            </Button>
          </span>
        }
      />
    </div>
  );
}
