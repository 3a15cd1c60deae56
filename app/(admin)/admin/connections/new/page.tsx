import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ConnectionForm } from "#components/connections/connection-form";
import { TrySimulator } from "#components/connections/simulators";
import { BackLink, Card, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { countriesIn } from "#lib/connections/countries";
import { providerChoices } from "#lib/connections/queries";
import { liveSimulators } from "#lib/connections/ports";
import { companyCountry } from "#lib/numbers/default-country";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("new") };
}

export default async function NewConnectionPage() {
  await requireUser(roleFor("/admin"));
  const t = await getTranslations("connections");
  const choices = providerChoices(await companyCountry());
  const simulated = await liveSimulators().providers();
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-4">
      <div className="-mb-4">
        <BackLink href="/admin/connections">{t("back")}</BackLink>
        <PageHeader title={t("new")} />
      </div>
      <TrySimulator providers={choices.filter(({ id }) => simulated.includes(id))} />
      <Card>
        <div className="p-4">
          <ConnectionForm
            choices={choices}
            connection={null}
            countries={countriesIn(await getLocale())}
          />
        </div>
      </Card>
    </div>
  );
}
