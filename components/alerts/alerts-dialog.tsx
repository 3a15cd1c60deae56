"use client";

import { BellRing, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useMe } from "#components/live/live-provider";
import { ShortcutList } from "#components/shortcuts/shortcut-list";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Switch } from "#components/ui/switch";
import { setDoNotDisturbAction } from "#lib/people/account-actions";
import { useAction } from "../ui/use-action";
import { changeAlertSettings, useAlertSettings } from "./alert-settings";
import { askPermission, permissionNow } from "./notice-permission";
import { PushSwitch } from "./push-switch";
import { playRingtone, type Ringtone, type SoundState } from "./ringtone";
import { toast } from "../ui/toast";

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
        <AllKeys />
      </div>
    </Dialog>
  );
}

function DoNotDisturb() {
  const t = useTranslations("alerts");
  const { doNotDisturb } = useMe();
  const { run, busy } = useAction(setDoNotDisturbAction);
  const change = (wanted: boolean) =>
    run({ doNotDisturb: wanted }, { onRefused: () => toast.error(t("notChanged")) });
  return (
    <Switch
      label={t("doNotDisturb")}
      help={t("doNotDisturbHelp")}
      checked={doNotDisturb}
      disabled={busy}
      onChange={change}
    />
  );
}

function ThisBrowser() {
  const t = useTranslations("alerts");
  const settings = useAlertSettings();
  const [permission, setPermission] = useState(permissionNow);
  async function changeNotices(notices: boolean) {
    const answer = notices ? await askPermission() : permission;
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
      <PushSwitch />
    </section>
  );
}

/** Two rounds of the ringtone, so that a person knows it before a client calls. */
function TestRing() {
  const t = useTranslations("alerts");
  const [state, setState] = useState<SoundState>("silent");
  const playing = useRef<Ringtone>(null);
  useEffect(() => () => playing.current?.stop(), []);
  const play = () => {
    playing.current?.stop();
    playing.current = playRingtone(setState, { rounds: 2, onEnd: () => (playing.current = null) });
  };
  const stop = () => {
    playing.current?.stop();
    playing.current = null;
  };
  const silent = state === "silent";
  const Icon = silent ? BellRing : Square;
  return (
    <Button size="sm" data-sounding={state} onClick={silent ? play : stop}>
      <Icon aria-hidden className="size-3.5" />
      {t(silent ? "test" : "stopTest")}
    </Button>
  );
}

/** Those of every screen: whoever looks for a key looks here too. */
function AllKeys() {
  const t = useTranslations("shortcuts");
  return (
    <section aria-label={t("title")}>
      <h3 className="mb-3 font-medium">{t("title")}</h3>
      <ShortcutList />
    </section>
  );
}
