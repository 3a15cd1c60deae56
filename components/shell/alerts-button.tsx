"use client";

import { Bell, BellOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AlertsDialog } from "#components/alerts/alerts-dialog";
import { useMe } from "#components/live/live-provider";

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
        className={`flex items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm ${
          doNotDisturb
            ? "bg-ringing-soft font-medium text-ringing"
            : "text-ink-soft hover:bg-hover hover:text-ink"
        }`}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="sr-only sm:not-sr-only">{words}</span>
      </button>
      <AlertsDialog open={open} onOpenChange={setOpen} />
    </>
  );
}
