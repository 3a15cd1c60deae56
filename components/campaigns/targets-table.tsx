import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Cell, Header, Pagination, Row, Table } from "#components/ui/table";
import { RelativeTime } from "#components/ui/relative-time";
import type { TargetDisposition } from "#lib/campaigns/campaign-states";
import { targetPageSize, type TargetView } from "#lib/campaigns/queries";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { useSaid } from "../ui/use-said";

interface TargetsTableProps {
  campaign: { id: string; provider: string };
  targets: TargetView[];
  total: number;
  page: number;
}

/** One page of the people on the list, and how it went with each. */
export function TargetsTable({ campaign, targets, total, page }: TargetsTableProps) {
  const t = useTranslations("campaigns.targets");
  const from = (page - 1) * targetPageSize + 1;
  const to = from + targets.length - 1;
  const href = (other: number) => `/campaigns/${campaign.id}?page=${other}`;
  return (
    <>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Header>{t("contact")}</Header>
            <Header>{t("number")}</Header>
            <Header>{t("result")}</Header>
            <Header className="hidden text-right @min-[46rem]:table-cell">{t("attempts")}</Header>
            <Header className="hidden text-right @min-[56rem]:table-cell">{t("last")}</Header>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <Row key={target.id}>
              <Cell className="max-w-36 truncate md:max-w-72">
                {target.contact && (
                  <Link
                    href={`/contacts/${target.contact.id}`}
                    className="hover:text-accent hover:underline"
                  >
                    {target.contact.name}
                  </Link>
                )}
              </Cell>
              <Cell className="figures whitespace-nowrap">
                {target.e164 && formatPhoneNumber({ raw: target.e164, e164: target.e164 })}
              </Cell>
              <Cell>
                <Result target={target} />
                {target.failure && (
                  <span className="block max-w-72 text-xs break-words whitespace-normal text-ink-soft">
                    <Why provider={campaign.provider} failure={target.failure} />
                  </span>
                )}
              </Cell>
              <Cell className="figures hidden text-right @min-[46rem]:table-cell">
                {target.attempts}
              </Cell>
              <Cell className="hidden text-right text-ink-soft @min-[56rem]:table-cell">
                {target.lastAttemptAt && <RelativeTime iso={target.lastAttemptAt} />}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {total > targetPageSize && (
        <Pagination
          label={t("pages.label")}
          summary={t("pages.summary", { from, to, total })}
          previous={{ href: page > 1 ? href(page - 1) : null, label: t("pages.previous") }}
          next={{ href: to < total ? href(page + 1) : null, label: t("pages.next") }}
        />
      )}
    </>
  );
}

/** Why the provider did not call: in the interface's language where there are words for it, else in its own. */
function Why(props: { provider: string; failure: NonNullable<TargetView["failure"]> }) {
  const t = useTranslations();
  const said = useSaid();
  const { code, message } = props.failure;
  const key = `providers.${props.provider}.reasons.${code}` as "errors.failedTitle";
  return t.has(key) ? t(key) : t("campaigns.notices.said", { detail: said(message) });
}

function Result({ target }: { target: TargetView }) {
  const t = useTranslations("campaigns");
  const calls = useTranslations("calls.dispositions");
  if (target.state === "claimed") return <Badge tone="ringing">{t("targets.calling")}</Badge>;
  if (target.state === "skipped") {
    return <Badge>{t(`skipped.${target.skippedReason ?? "stopped"}`)}</Badge>;
  }
  const said = target.disposition as TargetDisposition | null;
  const words = said && (said === "unknown" ? t("progress.counts.unknown") : calls(said));
  if (target.state === "waiting") {
    return (
      <span className="text-ink-soft">
        {words ? t("targets.again", { result: words }) : t("targets.waiting")}
      </span>
    );
  }
  return <Badge tone={said === "answered" ? "talking" : "neutral"}>{words}</Badge>;
}
