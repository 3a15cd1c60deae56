"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { useRouter } from "next/navigation";
import { useNow } from "../ui/use-now";
import { useSaid } from "../ui/use-said";
import { second } from "#lib/base/duration";
import type { CampaignDetail } from "#lib/campaigns/queries";

/** Why nothing happens, what the provider has said, and what cannot be known. */
export function CampaignNotice({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.notices");
  const { state, mode, progress, detail } = campaign;
  const { waiting, inFlight, nextAt } = progress;
  const said = useSaid();
  const notices: ReactNode[] = [];
  if (mode === "provider") notices.push(t("provider"));
  if (state === "running" && !campaign.connectionEnabled) notices.push(t("off"));
  if (state === "running" && waiting > 0 && inFlight === 0 && nextAt) {
    notices.push(t.rich("waits", { when: () => <TimeAhead iso={nextAt} /> }));
  }
  if (detail) notices.push(t("said", { detail: said(detail) }));
  if (notices.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2 text-sm text-ink-soft">
      {notices.map((notice, position) => (
        <li key={position}>{notice}</li>
      ))}
    </ul>
  );
}

/** How long until then, in words; the exact time on hover. Empty until the browser has taken over. */
function TimeAhead({ iso }: { iso: string }) {
  const format = useFormatter();
  const now = useNow(30 * second);
  const exact = format.dateTime(new Date(iso), { dateStyle: "full", timeStyle: "short" });
  return (
    <time dateTime={iso} title={now ? exact : undefined} className="figures">
      {now && format.relativeTime(new Date(iso), now)}
    </time>
  );
}

/** Two seconds are the promise; asking and drawing take their part of them. In ms. */
const every = 1_500;

/** Reads the page anew while something on it moves and somebody looks. */
export function KeepFresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, every);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
