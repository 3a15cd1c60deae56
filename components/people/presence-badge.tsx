"use client";

import { useTranslations } from "next-intl";
import { usePresence } from "#components/live/live-provider";
import { Badge } from "#components/ui/badge";
import type { PresenceView } from "#lib/people/presence";

interface PresenceBadgeProps {
  /** As the page was served with it. */
  served: PresenceView;
  busy?: boolean;
}

/** Why a colleague would not take a call right now; nothing when they would. */
export function PresenceBadge({ served, busy = false }: PresenceBadgeProps) {
  const t = useTranslations("people");
  const { away, doNotDisturb } = usePresence(served.userId) ?? served;
  return (
    <>
      {busy && <Badge tone="talking">{t("busy")}</Badge>}
      {away && <Badge tone="ringing">{t("away")}</Badge>}
      {doNotDisturb && <Badge tone="ringing">{t("doNotDisturb")}</Badge>}
    </>
  );
}
