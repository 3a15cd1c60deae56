"use client";

import { BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useConnections } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { ringMeAction } from "#lib/calls/call-actions";
import { useAction } from "../ui/use-action";

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
      <BellRing aria-hidden className="size-3.5 text-ringing" />
      <span className="max-sm:sr-only">{t("ringMe")}</span>
    </Button>
  );
}
