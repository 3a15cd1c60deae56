import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ScriptsList } from "#components/templates/scripts-list";
import { TemplatesList } from "#components/templates/templates-list";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { listLineScripts } from "#lib/templates/line-scripts";
import { listTemplates } from "#lib/templates/templates";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function TemplatesPage() {
  await requireUser(roleFor("/templates"));
  const [t, templates, scripts] = await Promise.all([
    getTranslations("templates"),
    listTemplates(),
    listLineScripts(),
  ]);
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t("title")} subtitle={t("help")} />
      <div className="flex flex-col gap-4">
        <TemplatesList templates={templates} />
        <ScriptsList scripts={scripts} />
      </div>
    </div>
  );
}
