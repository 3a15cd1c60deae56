"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "#components/live/live-provider";
import { Switch } from "#components/ui/switch";
import { toast } from "../ui/toast";
import { changeAlertSettings, useAlertSettings } from "./alert-settings";
import { askPermission, permissionNow } from "./notice-permission";
import { endMissedCalls, pushSupport, subscribeToMissedCalls } from "./push-subscription";

/** Whether this browser tells its person of missed clients while no page is open. */
export function PushSwitch() {
  const t = useTranslations("alerts.push");
  const { userId } = useMe();
  const { push } = useAlertSettings();
  const [permission, setPermission] = useState(permissionNow);
  const [busy, setBusy] = useState(false);
  const support = pushSupport();
  const help = support === "supported" ? (permission === "denied" ? "denied" : "push") : support;

  async function turnOn(): Promise<void> {
    const answer = await askPermission();
    setPermission(answer);
    if (answer !== "granted") return;
    if (await subscribeToMissedCalls()) changeAlertSettings({ push: userId });
    else toast.error(t("failed"));
  }

  async function turnOff(): Promise<void> {
    changeAlertSettings({ push: null });
    await endMissedCalls();
  }

  async function change(wanted: boolean): Promise<void> {
    setBusy(true);
    await (wanted ? turnOn() : turnOff());
    setBusy(false);
  }

  return (
    <Switch
      label={t("label")}
      help={t(`help.${help}`)}
      checked={push === userId && help === "push" && permission === "granted"}
      disabled={busy || help !== "push"}
      onChange={(wanted) => void change(wanted)}
    />
  );
}
