import { useTranslations } from "next-intl";
import { ListSkeleton, PageHeader } from "#components/ui/page";

export default function ContactsLoading() {
  const t = useTranslations("contacts");
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("loading")} />
      <ListSkeleton rows={20} label={t("loading")} />
    </>
  );
}
