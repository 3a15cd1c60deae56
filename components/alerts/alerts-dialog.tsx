"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useMe } from "#components/live/live-provider";
import { Dialog } from "#components/ui/dialog";
import { Switch } from "#components/ui/switch";
import { setDoNotDisturbAction } from "#lib/users/preferences-actions";
import { changeAlertSettings, useAlertSettings } from "./alert-settings";
import { KeyboardHints } from "./keyboard-hints";
import { TestRing } from "./test-ring";

type Permission = NotificationPermission | "unsupported";

const permissionNow = (): Permission =>
  typeof Notification === "undefined" ? "unsupported" : Notification.permission;

export function AlertsDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("alerts");
  const common = useTranslations("common");
  return (
    <Dialog {...props} title={t("title")} closeLabel={common("close")}>
      <div className="flex flex-col gap-5">
        <DoNotDisturb />
        <hr className="border-line" />
        <ThisBrowser />
        <hr className="border-line" />
        <KeyboardHints />
      </div>
    </Dialog>
  );
}

function DoNotDisturb() {
  const t = useTranslations("alerts");
  const { doNotDisturb } = useMe();
  const [pending, start] = useTransition();
  const change = (wanted: boolean) =>
    start(async () => {
      const result = await setDoNotDisturbAction({ doNotDisturb: wanted }).catch(() => null);
      if (!result?.ok) toast.error(t("notChanged"));
    });
  return (
    <Switch
      label={t("doNotDisturb")}
      help={t("doNotDisturbHelp")}
      checked={doNotDisturb}
      disabled={pending}
      onChange={change}
    />
  );
}

function ThisBrowser() {
  const t = useTranslations("alerts");
  const settings = useAlertSettings();
  const [permission, setPermission] = useState(permissionNow);
  async function changeNotices(notices: boolean) {
    const answer =
      notices && permission === "default" ? await Notification.requestPermission() : permission;
    setPermission(answer);
    changeAlertSettings({ notices: notices && answer === "granted" });
  }
  const help = { granted: "notices", default: "notices", denied: "denied", unsupported: "none" };
  return (
    <section aria-label={t("thisBrowser")} className="flex flex-col gap-4">
      <h3 className="text-xs font-medium text-ink-soft">{t("thisBrowser")}</h3>
      <Switch
        label={t("ringtone")}
        help={t("ringtoneHelp")}
        checked={settings.ringtone}
        onChange={(ringtone) => changeAlertSettings({ ringtone })}
      />
      <div>
        <TestRing />
      </div>
      <Switch
        label={t("notices")}
        help={t(`noticesHelp.${help[permission] as "notices" | "denied" | "none"}`)}
        checked={settings.notices && permission === "granted"}
        disabled={permission === "denied" || permission === "unsupported"}
        onChange={(notices) => void changeNotices(notices)}
      />
    </section>
  );
}
