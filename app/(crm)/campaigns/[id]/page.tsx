import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { CampaignCommands } from "#components/campaigns/campaign-commands";
import {
  CampaignFacts,
  CampaignStateBadge,
  ProgressBar,
  ProgressCounts,
} from "#components/campaigns/campaign-overview";
import { CampaignNotice, KeepFresh } from "#components/campaigns/campaign-under-way";
import { SkipsNotice } from "#components/campaigns/campaign-fields";
import { TargetsTable } from "#components/campaigns/targets-table";
import { BackLink, Card, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { skipsOfCampaign } from "#lib/campaigns/foresee-skips";
import { getCampaign, listTargets } from "#lib/campaigns/queries";

type Props = PageProps<"/campaigns/[id]">;

const campaignOf = cache(async (id: string) => {
  await requireUser(roleFor("/campaigns"));
  return (z.uuid().safeParse(id).success && (await getCampaign(id))) || notFound();
});
const pageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await campaignOf((await params).id)).name };
}

export default async function CampaignPage({ params, searchParams }: Props) {
  const campaign = await campaignOf((await params).id);
  const asked = pageNumber.parse((await searchParams).page);
  const isPrepared = campaign.mode === "ours" && campaign.state === "draft";
  const [t, list, skips] = await Promise.all([
    getTranslations("campaigns"),
    listTargets(campaign.id, asked),
    isPrepared ? skipsOfCampaign(campaign.id) : null,
  ]);
  const moves = campaign.state === "running" || campaign.progress.inFlight > 0;
  return (
    <>
      <BackLink href="/campaigns">{t("title")}</BackLink>
      <PageHeader
        title={campaign.name}
        subtitle={<CampaignStateBadge state={campaign.state} />}
        actions={<CampaignCommands campaign={campaign} />}
      />
      {moves && <KeepFresh />}
      <div className="flex flex-col gap-4">
        <Card title={t("progress.title")}>
          <div className="flex flex-col gap-4 p-4">
            <ProgressBar progress={campaign.progress} />
            <ProgressCounts progress={campaign.progress} />
            <CampaignNotice campaign={campaign} />
            {skips && (
              <p className="text-sm empty:hidden">
                <SkipsNotice skips={skips} />
              </p>
            )}
          </div>
        </Card>
        <Card title={t("facts.title")}>
          <CampaignFacts campaign={campaign} />
        </Card>
        {campaign.mode === "ours" && <TargetsTable campaign={campaign} {...list} />}
      </div>
    </>
  );
}
