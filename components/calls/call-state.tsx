"use client";

import { useTranslations } from "next-intl";
import { Badge, StatusDot, type Tone } from "#components/ui/badge";
import { outcomeWords } from "#lib/calls/outcomes/outcome-words";
import type { CallView, OutcomeView, RoutingView } from "#lib/calls/call-view";
import { useSaid } from "../ui/use-said";

/** What the line does, or did. */
export function CallState({ call }: { call: CallView }) {
  const t = useTranslations("calls");
  const said = useSaid();
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
    <span title={call.failure ? said(call.failure) : undefined}>
      <Badge tone={call.disposition === "failed" ? "missed" : "neutral"}>
        {t(`dispositions.${call.disposition ?? "failed"}`)}
      </Badge>
    </span>
  );
}

export function isMissed(call: CallView): boolean {
  return call.state === "ended" && call.direction === "incoming" && call.disposition !== "answered";
}

/** What the talk gave, beside what the line did. */
export function CallOutcome({ call }: { call: CallView }) {
  const words = useOutcomeWords();
  return call.outcome && <Badge tone="accent">{words(call.outcome)}</Badge>;
}

/** What an outcome is called: as somebody has named it, or in the interface's language. */
export function useOutcomeWords(): (outcome: Pick<OutcomeView, "key" | "name">) => string {
  const t = useTranslations("outcomes");
  return (outcome) => outcomeWords(outcome, t);
}

/** Where a call that asked was sent, and why. */
export function RoutingNote({ routing }: { routing: RoutingView }) {
  const t = useTranslations("calls.routing");
  const said = useSaid();
  const { extension, reason, failure } = routing;
  const why = t(`reasons.${reason}`);
  if (extension === null) return t("nobody", { why });
  if (failure !== null) return t("failed", { extension, why, failure: said(failure) });
  return t("sent", { extension, why });
}
