"use client";

import { useTranslations } from "next-intl";
import { Grip, Bell, BellOff, PhoneIncoming } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useConnections, useMe } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { ringMeAction } from "#lib/calls/call-actions";
import { laterComponent } from "../ui/later";
import { useAction } from "../ui/use-action";
import { useOpenPanel } from "./panels";
import { toast } from "../ui/toast";

const AlertsSheet = dynamic(() => import("./help-sheet").then((module) => module.AlertsSheet));

const PushRenewal = laterComponent(() =>
  import("../alerts/push-renewal").then((module) => module.PushRenewal),
);

/** Demo: the simulated PBX calls the person who presses it. */
export function RingMe({ hasExtension }: { hasExtension: boolean }) {
  const t = useTranslations("shell");
  const { run, busy } = useAction(ringMeAction);
  const simulated = useConnections().some(
    ({ simulator, state }) => simulator && state === "online",
  );
  if (!simulated || !hasExtension) return null;
  const ring = () => run({}, { onRefused: ({ code, message }) => toast.error(message ?? code) });
  return (
    <Button size="sm" data-ring-me title={t("ringMeHint")} disabled={busy} onClick={ring}>
      <PhoneIncoming aria-hidden className="size-3.5 text-ringing" />
      <span className="max-wide:sr-only">{t("ringMe")}</span>
    </Button>
  );
}

/** Opens the dial pad. */
export function DialButton() {
  const t = useTranslations("dialPad");
  const open = useOpenPanel();
  return (
    <button
      type="button"
      onClick={() => open("dial")}
      title={`${t("title")} (d)`}
      aria-haspopup="dialog"
      aria-keyshortcuts="d"
      className="flex items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm text-ink-soft hover:bg-hover hover:text-ink low:py-1"
    >
      <Grip aria-hidden className="size-4 shrink-0" />
      <span className="sr-only wide:not-sr-only">{t("title")}</span>
    </button>
  );
}

/** Opens the alerts' settings; says clearly when calls do not ring. */
export function AlertsButton() {
  const t = useTranslations("alerts");
  const [open, setOpen] = useState(false);
  const { doNotDisturb } = useMe();
  const Icon = doNotDisturb ? BellOff : Bell;
  const words = t(doNotDisturb ? "doNotDisturb" : "title");
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        title={t("title")}
        aria-haspopup="dialog"
        data-do-not-disturb={doNotDisturb}
        className={`flex items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm low:py-1 ${
          doNotDisturb
            ? "bg-ringing-soft font-medium text-ringing"
            : "text-ink-soft hover:bg-hover hover:text-ink"
        }`}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="sr-only wide:not-sr-only">{words}</span>
      </button>
      <PushRenewal />
      {open && <AlertsSheet open onOpenChange={setOpen} />}
    </>
  );
}
