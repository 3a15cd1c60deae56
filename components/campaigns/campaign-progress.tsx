import { useFormatter, useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge";
import { type CampaignState, targetDispositions } from "#lib/campaigns/campaign-states";
import type { CampaignProgress } from "#lib/campaigns/progress";

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
