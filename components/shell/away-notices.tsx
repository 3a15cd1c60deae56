"use client";

import { type LucideIcon, PhoneOff, RefreshCw, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClockTime } from "#components/callbacks/times-in-words";
import { Button } from "#components/ui/button";
import { useAwayConnections, useLinkAway } from "../live/use-away";
import { useOutdated } from "../ui/use-outdated";

/**
 * Over every page while no card can come: tinyCRM does not answer this browser, or a PBX does not answer tinyCRM; and
 * while the page is older than the program.
 * @param props.all every connection concerns the person, not only those on which they have an extension
 */
export function AwayNotices({ all }: { all: boolean }) {
  const t = useTranslations("shell");
  const linkAway = useLinkAway();
  const isOutdated = useOutdated();
  const connections = useAwayConnections(all);
  if (isOutdated) {
    return (
      <Bar icon={RefreshCw}>
        {t("outdated.text")}{" "}
        <Button size="sm" className="ml-1" onClick={() => window.location.reload()}>
          {t("outdated.reload")}
        </Button>
      </Bar>
    );
  }
  if (linkAway !== null) {
    // How the connections stand is not known then.
    return (
      <Bar icon={WifiOff}>
        {t("link.offline")} <Since ms={linkAway} />
      </Bar>
    );
  }
  return connections.map(({ slug, name, awaySince }) => (
    <Bar key={slug} icon={PhoneOff}>
      {t("pbxAway", { name })} <Since ms={Date.parse(awaySince)} />
    </Bar>
  ));
}

function Since({ ms }: { ms: number }) {
  const t = useTranslations("shell");
  return (
    <span className="font-normal whitespace-nowrap">
      {t.rich("awaySince", { time: () => <ClockTime iso={new Date(ms).toISOString()} /> })}
    </span>
  );
}

function Bar({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <p
      role="alert"
      className="mb-4 flex items-center gap-2 rounded-lg bg-missed-soft px-3 py-2 text-sm font-medium text-missed"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
