"use client";

import { BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOwnConnections } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { changeAlertSettings, useAlertsChosen } from "./alert-settings";
import { askPermission } from "./notice-permission";

/**
 * Asks once in each browser whether calls should be heard and shown outside the page; whoever has no telephone is
 * not asked. It takes no room from the menu where the window is low: it stands beside it there, and on a phone over its bar.
 */
export function AskAlerts() {
  const t = useTranslations("alerts.ask");
  const hasTelephone = useOwnConnections().length > 0;
  const isChosen = useAlertsChosen();
  if (isChosen || !hasTelephone) return null;

  async function turnOn() {
    // The ringtone needs no permission, and does not wait for one.
    changeAlertSettings({ ringtone: true });
    changeAlertSettings({ notices: (await askPermission()) === "granted" });
  }

  return (
    <section
      aria-label={t("title")}
      // The page leaves room below what it ends with.
      data-ask-alerts
      className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-3 text-sm wide:[@media(max-height:60rem)]:fixed wide:[@media(max-height:60rem)]:bottom-3 wide:[@media(max-height:60rem)]:left-[15.75rem] wide:[@media(max-height:60rem)]:w-64 wide:[@media(max-height:60rem)]:shadow-pop max-wide:fixed max-wide:inset-x-3 max-wide:bottom-16 max-wide:shadow-pop max-wide:in-[body:has([data-card],[data-wrap-up])]:hidden"
    >
      <p className="flex items-start gap-2 font-medium">
        <BellRing aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
        {t("title")}
      </p>
      <p className="text-xs text-ink-soft">{t("text")}</p>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" variant="primary" onClick={() => void turnOn()}>
          {t("on")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => changeAlertSettings({})}>
          {t("notNow")}
        </Button>
      </div>
    </section>
  );
}
