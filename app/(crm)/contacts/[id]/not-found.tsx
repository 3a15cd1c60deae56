import { UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { Missing } from "#components/ui/placeholders";

export default function ContactMissing() {
  const t = useTranslations("contacts.missing");
  return (
    <Missing of="contacts" icon={UserX} list="/contacts">
      <Button variant="ghost" asChild>
        <Link href="/contacts/bin">{t("bin")}</Link>
      </Button>
    </Missing>
  );
}
