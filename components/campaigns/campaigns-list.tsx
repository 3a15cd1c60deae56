import { Megaphone } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import type { CampaignSummary } from "#lib/campaigns/queries";
import { CampaignStateBadge, ProgressBar } from "./campaign-overview";

/** Every campaign and how far it is, or what campaigns are for. */
export function CampaignsList(props: { campaigns: CampaignSummary[]; canCall: boolean }) {
  const t = useTranslations("campaigns");
  if (props.campaigns.length === 0) {
    return (
      <div className="rounded-xl border border-line bg-surface">
        <EmptyState
          icon={Megaphone}
          title={t("empty.title")}
          text={props.canCall ? t("empty.text") : t("empty.noLine")}
          action={
            props.canCall && (
              <Button variant="primary" asChild>
                <Link href="/campaigns/new">{t("new")}</Link>
              </Button>
            )
          }
        />
      </div>
    );
  }
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Header>{t("columns.name")}</Header>
          <Header>{t("columns.state")}</Header>
          <Header className="w-1/4">{t("columns.progress")}</Header>
          <Header className="hidden @min-[46rem]:table-cell">{t("columns.connection")}</Header>
          <Header className="hidden text-right @min-[56rem]:table-cell">
            {t("columns.created")}
          </Header>
        </tr>
      </thead>
      <tbody>
        {props.campaigns.map((campaign) => (
          <Row key={campaign.id}>
            <Cell className="max-w-44 md:max-w-72">
              <Link
                href={`/campaigns/${campaign.id}`}
                className="block truncate font-medium hover:text-accent hover:underline"
              >
                {campaign.name}
              </Link>
            </Cell>
            <Cell>
              <CampaignStateBadge state={campaign.state} />
            </Cell>
            <Cell>
              <ProgressBar progress={campaign.progress} />
            </Cell>
            <Cell className="hidden max-w-48 truncate text-ink-soft @min-[46rem]:table-cell">
              {campaign.connection}
            </Cell>
            <Cell className="hidden text-right text-ink-soft @min-[56rem]:table-cell">
              <RelativeTime iso={campaign.createdAt} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
