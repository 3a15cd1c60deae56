import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RetentionForm } from "#components/retention/retention-form";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { readRetention } from "#lib/retention/settings";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention"))("title") };
}

export default async function RetentionPage() {
  await requireUser(roleFor("/admin"));
  const [t, retention] = await Promise.all([getTranslations("retention"), readRetention()]);
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <RetentionForm retention={retention} />
    </>
  );
}
