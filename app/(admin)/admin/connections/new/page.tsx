import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ConnectionForm } from "#components/connections/connection-form";
import { BackLink } from "#components/ui/back-link";
import { Card, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { countriesIn } from "#lib/connections/countries";
import { providerChoices } from "#lib/connections/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("new") };
}

export default async function NewConnectionPage() {
  await requireUser("admin");
  const t = await getTranslations("connections");
  return (
    <div className="mx-auto max-w-xl">
      <BackLink href="/admin/connections">{t("back")}</BackLink>
      <PageHeader title={t("new")} />
      <Card>
        <div className="p-4">
          <ConnectionForm
            choices={providerChoices()}
            connection={null}
            countries={countriesIn(await getLocale())}
          />
        </div>
      </Card>
    </div>
  );
}
