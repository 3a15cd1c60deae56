import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge";
import type { CampaignState } from "#lib/campaigns/campaign-states";

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
