"use client";

import { BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { useConnections } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { ringMeAction } from "#lib/calls/call-actions";

/** Demo: the simulated PBX calls the person who presses it. */
export function RingMe({ hasExtension }: { hasExtension: boolean }) {
  const t = useTranslations("shell");
  const [pending, start] = useTransition();
  const simulated = useConnections().some((one) => one.simulator && one.state === "online");
  if (!simulated || !hasExtension) return null;
  const ring = () =>
    start(async () => {
      const result = await ringMeAction({});
      if (!result.ok) toast.error(result.message ?? result.code);
    });
  return (
    <Button size="sm" data-ring-me title={t("ringMeHint")} disabled={pending} onClick={ring}>
      <BellRing aria-hidden className="size-3.5 text-ringing" />
      <span className="max-sm:sr-only">{t("ringMe")}</span>
    </Button>
  );
}
