import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time";
import { day } from "#lib/base/duration";
import type { CampaignDetail } from "#lib/campaigns/queries";

/** What was decided when the campaign was prepared. */
export function CampaignFacts({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.facts");
  const names = weekdayNames(useLocale());
  const days = [...campaign.weekdays].map((day) => names[Number(day) - 1]).join(", ");
  const isOurs = campaign.mode === "ours";
  return (
    <dl className="grid gap-x-8 gap-y-3 p-4 sm:grid-cols-2 lg:grid-cols-3">
      <Fact name={t("connection")}>{campaign.connection}</Fact>
      <Fact name={t("sound")}>
        <span className="break-all">{campaign.sound}</span>
      </Fact>
      <Fact name={t("channels")}>{campaign.channels}</Fact>
      {isOurs && (
        <>
          <Fact name={t("hours")}>
            {clock(campaign.hoursFrom)}–{clock(campaign.hoursTo)}, {days}
          </Fact>
          <Fact name={t("zone")}>{campaign.assumedZone ?? t("allZones")}</Fact>
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

function clock(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-0.5 text-xs text-ink-soft">{name}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}

/** Monday to Sunday, short, in a language's own words. */
export function weekdayNames(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const monday = Date.UTC(2024, 0, 1);
  return Array.from({ length: 7 }, (_, index) => format.format(monday + index * day));
}
