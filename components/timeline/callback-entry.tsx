"use client";

import { PhoneIncoming } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePersonName } from "#components/live/live-provider";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import type { CallbackEntry as Callback } from "#lib/timeline/timeline-view";
import { EntryFrame } from "./entry-frame";

/** A call that was owed to the client, and what became of it. */
export function CallbackEntry({ at, callback }: { at: string; callback: Callback }) {
  const t = useTranslations("timeline.callback");
  const personName = usePersonName();
  const { kind, note, missedCount, attempts, closed } = callback;
  const facts = [
    missedCount > 1 && t("missedCount", { count: missedCount }),
    attempts > 0 && t("attempts", { count: attempts }),
    closed && personName(closed.byId),
  ].filter((fact) => typeof fact === "string");
  return (
    <EntryFrame
      icon={PhoneIncoming}
      kind={t("kind")}
      tone={closed ? "neutral" : "missed"}
      at={at}
      title={
        <>
          <span className="font-medium">{t(`kinds.${kind}`)}</span>
          <Badge tone={closed ? "neutral" : "missed"}>
            {closed ? t(`closed.${closed.reason}`) : t("open")}
          </Badge>
        </>
      }
    >
      {note && <p className="break-words whitespace-pre-wrap">{note}</p>}
      <p className="text-sm text-ink-soft">
        {facts.join(" · ")}
        {closed && facts.length > 0 && " · "}
        {closed && <RelativeTime iso={closed.at} />}
      </p>
    </EntryFrame>
  );
}
