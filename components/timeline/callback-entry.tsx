"use client";

import { PhoneIncoming } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePersonName } from "#components/live/live-provider";
import { ClockTime } from "#components/callbacks/times-in-words";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import type { CallbackEntry as Callback } from "#lib/timeline/timeline-view";
import { taskIcons } from "../callbacks/task-icons";
import { Dotted } from "../ui/dotted";
import { BriefFrame, EntryFrame } from "./entry-frame";
import { toldChanges, type ToldChange } from "./told-changes";

/** A call that was owed to the client, and what became of it. */
export function CallbackEntry({ at, callback }: { at: string; callback: Callback }) {
  const t = useTranslations("timeline.callback");
  const tasks = useTranslations("callbacks.tasks");
  const personName = usePersonName();
  const { kind, task, dueAt, note, missedCount, attempts, closed } = callback;
  const changes = toldChanges(at, callback);
  const isCall = task === "call";
  const facts = [
    missedCount > 1 && t("missedCount", { count: missedCount }),
    attempts > 0 && t("attempts", { count: attempts }),
    closed && personName(closed.byId),
  ].filter((fact) => typeof fact === "string");
  return (
    <EntryFrame
      icon={isCall ? PhoneIncoming : taskIcons[task]}
      kind={isCall ? t("kind") : tasks(task)}
      tone={closed ? "neutral" : isCall ? "missed" : "accent"}
      at={at}
      title={
        <>
          <span className="font-medium">
            {isCall ? (
              t.rich(`kinds.${kind}`, { time: () => <ClockTime iso={dueAt} /> })
            ) : (
              <>
                {tasks(task)} · <ClockTime iso={dueAt} />
              </>
            )}
          </span>
          <Badge tone={closed ? "neutral" : isCall ? "missed" : "accent"}>
            {closed ? t(`closed.${closed.reason}`) : t("open")}
          </Badge>
        </>
      }
    >
      {note && <p className="break-words whitespace-pre-wrap">{note}</p>}
      <div className="text-sm text-ink-soft">
        <Dotted>
          {facts}
          {closed && <RelativeTime iso={closed.at} />}
        </Dotted>
      </div>
      {changes.length > 0 && (
        <ul className="text-sm text-ink-soft">
          {changes.map((change) => (
            <li key={`${change.at} ${change.kind}`}>
              <Dotted>
                <Change {...change} isCall={isCall} />
                {!change.isAtOnce && <RelativeTime iso={change.at} />}
              </Dotted>
            </li>
          ))}
        </ul>
      )}
    </EntryFrame>
  );
}

/** What a person did with it: "Ivan postponed it until Mon 3 Nov, 9:00". */
function Change(props: ToldChange & { isCall: boolean }) {
  const { kind, userId, until, toId, isCall, isInTitle } = props;
  const t = useTranslations("timeline.callback");
  const nameOf = usePersonName();
  const who = nameOf(userId) ?? t("somebody");
  if (kind === "handed-over" && toId === null) return t("changes.freed", { who });
  if (kind === "postponed" && until === null) return t("changes.shown", { who });
  if (isInTitle) return t("changes.arranged", { who });
  return t.rich(`changes.${kind === "promised" && !isCall ? "planned" : kind}`, {
    who,
    to: nameOf(toId) ?? t("somebody"),
    time: () => until && <ClockTime iso={until} />,
  });
}

/** What became of a callback, at the time when it did. */
export function BriefCallback(props: { at: string; callback: Callback }) {
  const { callback } = props;
  const t = useTranslations("timeline");
  const tasks = useTranslations("callbacks.tasks");
  const who = usePersonName()(callback.closed?.byId ?? null);
  const { task, note, closed } = callback;
  const at = closed?.at ?? props.at;
  if (task !== "call") {
    const end = closed ? t(`callback.closed.${closed.reason}`) : t("callback.open");
    const words = `${tasks(task)} · ${end}`;
    return <BriefFrame icon={taskIcons[task]} words={words} text={note} who={who} at={at} />;
  }
  const words = closed ? t(`brief.callbacks.${endOf(callback)}`) : t("callback.open");
  return <BriefFrame icon={PhoneIncoming} words={words} text={note} who={who} at={at} />;
}

/** A talk before the promised time may have been about something else: nobody "called back". */
function endOf({ kind, closed, dueAt }: Callback) {
  const isEarly = kind === "promised" && closed?.reason === "talked" && closed.at < dueAt;
  return isEarly ? "settled" : closed!.reason;
}
