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
import { TargetsTable } from "#components/campaigns/targets-table";
import { BackLink, Card, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { getCampaign, listTargets } from "#lib/campaigns/queries";

type Props = PageProps<"/campaigns/[id]">;

const campaignAt = cache(async (params: Props["params"]) => {
  await requireUser("manager");
  const id = z.uuid().safeParse((await params).id);
  return (id.success && (await getCampaign(id.data))) || notFound();
});
const pageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await campaignAt(params)).name };
}

export default async function CampaignPage({ params, searchParams }: Props) {
  const campaign = await campaignAt(params);
  const asked = pageNumber.parse((await searchParams).page);
  const [t, list] = await Promise.all([
    getTranslations("campaigns"),
    listTargets(campaign.id, asked),
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
          </div>
        </Card>
        <Card title={t("facts.title")}>
          <CampaignFacts campaign={campaign} />
        </Card>
        {campaign.mode === "ours" && <TargetsTable campaignId={campaign.id} {...list} />}
      </div>
    </>
  );
}
