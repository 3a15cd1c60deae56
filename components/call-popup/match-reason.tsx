"use client";

import { useTranslations } from "next-intl";
import type { MatchReason as Reason } from "#lib/realtime/events";

/** Why somebody is a candidate, in a few words; nothing where it is their first number. */
export function MatchReason({ reason }: { reason: Reason }) {
  const t = useTranslations("popup.reasons");
  const words = [
    reason.kind === "national" && t("national"),
    reason.label ??
      (reason.position && reason.position > 1 && t("position", { position: reason.position })),
  ].filter(Boolean);
  if (words.length === 0) return null;
  return <span className="shrink-0 text-xs text-ink-soft">{words.join(" · ")}</span>;
}
