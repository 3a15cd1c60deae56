import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewCampaign } from "#components/campaigns/new-campaign";
import { BackLink, Card, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { workingHours } from "#lib/callbacks/working-hours";
import { campaignLines } from "#lib/campaigns/queries";
import { assumableZones, usualHours } from "#lib/campaigns/permitted-hours";
import { config } from "#lib/base/config";
import { defaultCountry } from "#lib/numbers/default-country";
import { peopleNames } from "#lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("new") };
}

export default async function NewCampaignPage() {
  await requireUser(roleFor("/campaigns"));
  const [t, lines, people, country, hours] = await Promise.all([
    getTranslations("campaigns"),
    campaignLines(),
    peopleNames(),
    defaultCountry(),
    workingHours(),
  ]);
  if (lines.length === 0) redirect("/campaigns");
  return (
    <div className="mx-auto max-w-2xl">
      <BackLink href="/campaigns">{t("title")}</BackLink>
      <PageHeader title={t("new")} subtitle={t("form.subtitle")} />
      {config().publicUrl === null && (
        <p role="note" className="mb-4 rounded-md bg-ringing-soft px-3 py-2 text-sm text-ringing">
          {t("form.noPublicUrl")}
        </p>
      )}
      <Card>
        <NewCampaign
          lines={lines}
          people={people}
          zones={assumableZones}
          hours={hours ?? usualHours(country)}
        />
      </Card>
    </div>
  );
}
