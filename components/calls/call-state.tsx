"use client";

import { useTranslations } from "next-intl";
import { Badge, StatusDot, type Tone } from "#components/ui/badge";
import type { CallView } from "#lib/realtime/events";

/** What the line does, or did. */
export function CallState({ call }: { call: CallView }) {
  const t = useTranslations("calls");
  if (call.state !== "ended") {
    const tones: Record<string, Tone> = {
      ringing: "ringing",
      dialling: "accent",
      active: "talking",
    };
    const tone = tones[call.state] ?? "neutral";
    return (
      <Badge tone={tone}>
        <StatusDot tone={tone} pulsing={call.state === "ringing"} />
        {t(`states.${call.state}`)}
      </Badge>
    );
  }
  if (isMissed(call)) return <Badge tone="missed">{t("missed")}</Badge>;
  return (
    <span title={call.failure ?? undefined}>
      <Badge tone={call.disposition === "failed" ? "missed" : "neutral"}>
        {t(`dispositions.${call.disposition ?? "failed"}`)}
      </Badge>
    </span>
  );
}

export function isMissed(call: CallView): boolean {
  return call.state === "ended" && call.direction === "incoming" && call.disposition !== "answered";
}
