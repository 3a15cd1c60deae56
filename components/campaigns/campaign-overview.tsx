import { useFormatter, useTranslations, useLocale } from "next-intl";
import type { ReactNode } from "react";
import { Badge, type Tone } from "#components/ui/badge";
import { clockText } from "#lib/base/local-time";
import { type CampaignState, targetDispositions } from "#lib/campaigns/campaign-states";
import type { CampaignProgress } from "#lib/campaigns/progress";
import { RelativeTime } from "#components/ui/relative-time";
import type { CampaignDetail } from "#lib/campaigns/queries";
import { weekdayNames } from "#lib/i18n/weekday-names";
import { zoneName } from "#lib/i18n/zone-name";

const tones: Record<CampaignState, Tone> = {
  draft: "neutral",
  running: "talking",
  paused: "ringing",
  done: "accent",
  stopped: "neutral",
};

export function CampaignStateBadge({ state }: { state: CampaignState }) {
  const t = useTranslations("campaigns");
  return <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>;
}

/** How much of the list is dealt with. */
export function ProgressBar({ progress }: { progress: CampaignProgress }) {
  const t = useTranslations("campaigns");
  const { total } = progress;
  if (!total) return null;
  const { answered } = progress.results;
  const over = targetDispositions.reduce(
    (sum, disposition) => sum + progress.results[disposition],
    0,
  );
  const dealt = over + progress.skipped;
  const width = (count: number) => ({ width: `${(100 * count) / total}%` });
  return (
    <div
      role="progressbar"
      aria-label={t("progress.label")}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={dealt}
      aria-valuetext={t("progress.dealt", { dealt, total })}
      className="flex h-2 overflow-hidden rounded-full bg-sunken"
    >
      <div className="bg-talking" style={width(answered)} />
      <div className="bg-ink-soft" style={width(dealt - answered)} />
      <div className="bg-accent" style={width(progress.inFlight)} />
    </div>
  );
}

/** Counts by how it ended, those that are zero left out. */
export function ProgressCounts({ progress }: { progress: CampaignProgress }) {
  const t = useTranslations("campaigns.progress");
  const format = useFormatter();
  const isOurs = progress.total !== null;
  const counts = [
    ...(isOurs ? ([["total", progress.total]] as const) : []),
    ["inFlight", progress.inFlight] as const,
    ...(isOurs ? ([["waiting", progress.waiting]] as const) : []),
    ...targetDispositions
      .filter((disposition) => disposition === "answered" || progress.results[disposition] > 0)
      .map((disposition) => [disposition, progress.results[disposition]] as const),
    ...(progress.skipped > 0 ? ([["skipped", progress.skipped]] as const) : []),
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {counts.map(([name, count]) => (
        <div key={name} data-count={name}>
          <dt className="text-xs text-ink-soft">{t(`counts.${name}`)}</dt>
          <dd className="figures text-xl font-semibold">{format.number(count ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was decided when the campaign was prepared. */
export function CampaignFacts({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.facts");
  const locale = useLocale();
  const names = weekdayNames(locale);
  const days = [...campaign.weekdays].map((day) => names[Number(day) - 1]).join(", ");
  const isOurs = campaign.mode === "ours";
  return (
    <dl className="grid gap-x-8 gap-y-3 p-4 @min-[36rem]:grid-cols-2 @min-[50rem]:grid-cols-3">
      <Fact name={t("connection")}>{campaign.connection}</Fact>
      <Fact name={t("sound")}>
        <span className="break-all">{campaign.sound}</span>
      </Fact>
      <Fact name={t("channels")}>{campaign.channels}</Fact>
      {isOurs && (
        <>
          <Fact name={t("hours")}>
            {clockText(campaign.hoursFrom)}–{clockText(campaign.hoursTo)}, {days}
          </Fact>
          <Fact name={t("zone")}>
            {campaign.assumedZone ? zoneName(campaign.assumedZone, locale) : t("allZones")}
          </Fact>
          <Fact name={t("attempts")}>
            {t("attemptsText", {
              attempts: campaign.maxAttempts,
              minutes: campaign.minGapMinutes,
            })}
          </Fact>
        </>
      )}
      {campaign.createdBy && <Fact name={t("createdBy")}>{campaign.createdBy}</Fact>}
      {campaign.startedAt && (
        <Fact name={t("started")}>
          <RelativeTime iso={campaign.startedAt} />
        </Fact>
      )}
      {campaign.endedAt && (
        <Fact name={t("ended")}>
          <RelativeTime iso={campaign.endedAt} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-0.5 text-xs text-ink-soft">{name}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}
