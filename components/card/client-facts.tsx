"use client";

import { CalendarClock, PhoneCall, UserRound } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMe, usePersonName } from "#components/live/live-provider";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import { minute } from "#lib/base/duration";
import type { ClientContext } from "#lib/card/client-context";
import type { ClientFacts } from "#lib/card/client-facts";
import { useOutcomeWords } from "../calls/call-state";
import { taskIcons } from "../callbacks/task-icons";
import { useDuration } from "../ui/use-duration";
import { useNow } from "../ui/use-now";
import { LastSaid } from "./last-said";

/**
 * One line about who that is, what is open, and on the card of a contact what was said last. As high before it is
 * known as after: what stands below does not move.
 * @param props.known the client is one contact, of whom more can be known than of a number
 */
export function ClientFactLines({
  context,
  known,
}: {
  context: ClientContext | null;
  known: boolean;
}) {
  const words = useTranslations("calls");
  return (
    <div aria-busy={context === null} className="flex flex-col gap-1 text-sm">
      {known && <LastSaid context={context} />}
      <Line icon={UserRound} whole>
        {context?.extension && (
          <span className="figures shrink-0 font-medium">
            {words("extension", { extension: context.extension })}
          </span>
        )}
        {context && known && (
          <span className="max-w-[calc(100%-1.25rem)] shrink-0 truncate">
            <Whose ownerId={context.ownerId} />
          </span>
        )}
        {context && <Today calls={context.callsToday} />}
        {context && (
          <span className="min-w-0 grow basis-32 truncate">
            <TalkWords talk={context.lastTalk} />
          </span>
        )}
        {context?.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </Line>
      <OpenCallback facts={context} />
    </div>
  );
}

/** The last conversation: when, what it gave, with whom. */
export function LastTalk({ facts }: { facts: ClientFacts }) {
  return (
    <Line icon={PhoneCall}>
      <span className="min-w-0 truncate">
        <TalkWords talk={facts.lastTalk} />
      </span>
    </Line>
  );
}

function TalkWords({ talk }: { talk: ClientFacts["lastTalk"] }) {
  const t = useTranslations("card");
  const personName = usePersonName();
  const outcome = useOutcomeWords();
  const duration = useDuration();
  if (!talk) return <span className="text-ink-soft">{t("noTalk")}</span>;
  const words = [
    talk.outcome && outcome(talk.outcome),
    personName(talk.userId),
    talk.talkSeconds && duration(talk.talkSeconds),
  ];
  return (
    <>
      {t("lastTalk")} <RelativeTime iso={talk.at} />
      {words.filter(Boolean).map((word) => ` · ${word}`)}
    </>
  );
}

/** The call somebody owes the client, and what else is owed to them. */
export function OpenCallback({ facts }: { facts: ClientFacts | null }) {
  const tasks = facts?.tasks ?? [];
  return (
    <>
      {(facts?.callback || tasks.length === 0) && <OwedCall facts={facts} />}
      {tasks.map((task) => (
        <OwedTask key={task.id} {...task} />
      ))}
    </>
  );
}

function OwedTask({ task, dueAt, ownerId, note }: ClientFacts["tasks"][number]) {
  const t = useTranslations("callbacks.tasks");
  const words = [usePersonName()(ownerId), note].filter(Boolean);
  const isOverdue = useIsOver(dueAt);
  return (
    <Line icon={taskIcons[task]}>
      <span className={`min-w-0 truncate font-medium ${isOverdue ? "text-missed" : ""}`}>
        {isOverdue && <Overdue />}
        {t(task)} · <DueTime iso={dueAt} />
        {words.map((word) => ` · ${word}`)}
      </span>
    </Line>
  );
}

function OwedCall({ facts }: { facts: ClientFacts | null }) {
  const t = useTranslations("card");
  const personName = usePersonName();
  const open = facts?.callback;
  const isOverdue = useIsOver(open?.dueAt);
  // Who has called in vain since the promise is owed a call now, and not at the promised time.
  const isPromise = open?.kind === "promised" && open.missedCount === 0;
  return (
    <Line icon={CalendarClock}>
      {open ? (
        <span
          className={`min-w-0 truncate font-medium ${isOverdue ? "text-missed" : "text-ringing"}`}
        >
          {isOverdue && <Overdue />}
          {t(`open.${isPromise ? "promised" : "missed"}`)} <DueTime iso={open.dueAt} />
          {[
            open.attempts > 0 && t("tries", { count: open.attempts }),
            personName(open.ownerId),
            open.note,
          ]
            .filter(Boolean)
            .map((word) => ` · ${word}`)}
        </span>
      ) : (
        facts && <span className="text-ink-soft">{t("nothingOpen")}</span>
      )}
    </Line>
  );
}

/** Whether a time has come; of none, and until the browser has taken over, it has not. */
function useIsOver(iso: string | undefined): boolean {
  const now = useNow(minute);
  return iso !== undefined && now !== null && Date.parse(iso) < now;
}

/** The word for it: a colour alone says nothing to whoever does not see it. */
function Overdue() {
  const t = useTranslations("callbacks");
  return <>{t("overTarget")} · </>;
}

interface LineProps {
  icon: typeof UserRound;
  /** What there is no room for is left out, not cut: those words come first that matter most. */
  whole?: boolean;
  children: ReactNode;
}

function Line({ icon: Icon, whole = false, children }: LineProps) {
  return (
    <p
      className={`flex h-5 items-center gap-x-1.5 overflow-hidden ${whole ? "flex-wrap content-start" : ""}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 text-ink-soft" />
      {children}
    </p>
  );
}

function Whose({ ownerId }: { ownerId: string | null }) {
  const t = useTranslations("card");
  const { userId } = useMe();
  const name = usePersonName()(ownerId);
  if (!name) return <span className="text-ink-soft">{t("nobodys")}</span>;
  return <span>{ownerId === userId ? t("yours") : t("whose", { name })}</span>;
}

function Today({ calls }: { calls: number }) {
  const t = useTranslations("card");
  if (calls < 1) return null;
  return (
    <span className="shrink-0">
      <Badge tone={calls > 1 ? "ringing" : "neutral"}>{t("today", { count: calls })}</Badge>
    </span>
  );
}

/** A time ahead, or one that should have been; the day alone until the browser, which may write hours in another way, has taken over. */
export function DueTime({ iso }: { iso: string }) {
  const format = useFormatter();
  const isOpen = useNow(minute) !== null;
  const hours = { weekday: "short", hour: "2-digit", minute: "2-digit" } as const;
  const words = format.dateTime(new Date(iso), {
    day: "numeric",
    month: "short",
    ...(isOpen && hours),
  });
  return (
    <time dateTime={iso} className="figures whitespace-nowrap">
      {words}
    </time>
  );
}
