import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import { CampaignsList } from "#components/campaigns/campaigns-list";
import { KeepFresh } from "#components/campaigns/campaign-under-way";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { campaignLines, listCampaigns } from "#lib/campaigns/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("title") };
}

export default async function CampaignsPage() {
  await requireUser(roleFor("/campaigns"));
  const [t, campaigns, lines] = await Promise.all([
    getTranslations("campaigns"),
    listCampaigns(),
    campaignLines(),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          lines.length > 0 && (
            <Button variant="primary" asChild>
              <Link href="/campaigns/new">
                <Plus aria-hidden className="size-4" />
                {t("new")}
              </Link>
            </Button>
          )
        }
      />
      {campaigns.some(({ state }) => state === "running") && <KeepFresh />}
      <CampaignsList campaigns={campaigns} canCall={lines.length > 0} />
    </>
  );
}
