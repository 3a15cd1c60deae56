"use client";

import { PhoneIncoming } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePersonName } from "#components/live/live-provider";
import { ClockTime } from "#components/callbacks/times-in-words";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import type { CallbackChangeView, CallbackEntry as Callback } from "#lib/timeline/timeline-view";
import { BriefFrame, EntryFrame } from "./entry-frame";

/** A call that was owed to the client, and what became of it. */
export function CallbackEntry({ at, callback }: { at: string; callback: Callback }) {
  const t = useTranslations("timeline.callback");
  const personName = usePersonName();
  const { kind, note, missedCount, attempts, closed, changes } = callback;
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
      {changes.length > 0 && (
        <ul className="text-sm text-ink-soft">
          {changes.map((change) => (
            <li key={`${change.at} ${change.kind}`}>
              <Change {...change} /> · <RelativeTime iso={change.at} />
            </li>
          ))}
        </ul>
      )}
    </EntryFrame>
  );
}

/** What a person did with it: "Ivan postponed it until Mon 3 Nov, 9:00". */
function Change({ kind, userId, until, toId }: CallbackChangeView) {
  const t = useTranslations("timeline.callback");
  const nameOf = usePersonName();
  const who = nameOf(userId) ?? t("somebody");
  if (kind === "handed-over" && toId === null) return t("changes.freed", { who });
  if (kind === "postponed" && until === null) return t("changes.shown", { who });
  return t.rich(`changes.${kind}`, {
    who,
    to: nameOf(toId) ?? t("somebody"),
    time: () => until && <ClockTime iso={until} />,
  });
}

/** What became of a callback, at the time when it did. */
export function BriefCallback({ at, callback }: { at: string; callback: Callback }) {
  const t = useTranslations("timeline");
  const who = usePersonName()(callback.closed?.byId ?? null);
  const { note, closed } = callback;
  const words = closed ? t(`brief.callbacks.${closed.reason}`) : t("callback.open");
  return (
    <BriefFrame icon={PhoneIncoming} words={words} text={note} who={who} at={closed?.at ?? at} />
  );
}
