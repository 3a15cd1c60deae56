"use client";

import { CalendarClock, PhoneCall, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useOutcomeWords } from "../calls/use-outcome-words";
import { useMe, usePersonName } from "#components/live/live-provider";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import { formatDuration } from "#lib/duration";
import type { ClientContext } from "#lib/clients/client-context";
import { DueTime } from "./due-time";
import { HappeningLine } from "./happening";

/** Lines of a list that is to be there. */
const things = 3;

/**
 * Whose a client is, the last talk, what is open, and the last three things that happened. As high
 * before it is known as after: what stands below does not move.
 * @param props.known the client is one contact, of whom more can be known than of a number
 */
export function ClientContextLines({
  context,
  known,
}: {
  context: ClientContext | null;
  known: boolean;
}) {
  const t = useTranslations("client");
  return (
    <div aria-busy={context === null} className="flex flex-col gap-1 text-sm">
      <Line icon={UserRound}>
        {context && known && <Whose ownerId={context.ownerId} />}
        {context && <Today calls={context.callsToday} />}
        {context?.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </Line>
      <LastTalk context={context} />
      <OpenCallback context={context} />
      {known && (
        <ul
          aria-label={t("happened")}
          className="mt-1 border-t border-line pt-1.5"
          style={{ minHeight: `${things * 1.25 + 0.5}rem` }}
        >
          {context?.happened.map((one) => (
            <HappeningLine key={one.kind + one.id} happening={one} />
          ))}
          {context?.happened.length === 0 && (
            <li className="h-5 text-xs text-ink-soft">{t("nothingYet")}</li>
          )}
        </ul>
      )}
    </div>
  );
}

/** The last conversation: when, what it gave, with whom. */
export function LastTalk({ context }: { context: ClientContext | null }) {
  const t = useTranslations("client");
  const personName = usePersonName();
  const outcome = useOutcomeWords();
  const talk = context?.lastTalk;
  return (
    <Line icon={PhoneCall}>
      {talk ? (
        <span className="min-w-0 truncate">
          {t("lastTalk")} <RelativeTime iso={talk.at} />
          {[
            talk.outcome && outcome(talk.outcome),
            personName(talk.userId),
            talk.talkSeconds && formatDuration(talk.talkSeconds),
          ]
            .filter(Boolean)
            .map((word) => ` · ${word}`)}
        </span>
      ) : (
        context && <span className="text-ink-soft">{t("noTalk")}</span>
      )}
    </Line>
  );
}

/** The call somebody owes the client. */
export function OpenCallback({ context }: { context: ClientContext | null }) {
  const t = useTranslations("client");
  const personName = usePersonName();
  const open = context?.callback;
  return (
    <Line icon={CalendarClock}>
      {open ? (
        <span className="min-w-0 truncate font-medium text-ringing">
          {t(`open.${open.kind === "promised" ? "promised" : "missed"}`)}{" "}
          <DueTime iso={open.dueAt} />
          {[personName(open.ownerId), open.note].filter(Boolean).map((word) => ` · ${word}`)}
        </span>
      ) : (
        context && <span className="text-ink-soft">{t("nothingOpen")}</span>
      )}
    </Line>
  );
}

function Line({ icon: Icon, children }: { icon: typeof UserRound; children: ReactNode }) {
  return (
    <p className="flex h-5 items-center gap-1.5 overflow-hidden">
      <Icon aria-hidden className="size-3.5 shrink-0 text-ink-soft" />
      {children}
    </p>
  );
}

function Whose({ ownerId }: { ownerId: string | null }) {
  const t = useTranslations("client");
  const { userId } = useMe();
  const name = usePersonName()(ownerId);
  if (!name) return <span className="shrink-0 text-ink-soft">{t("nobodys")}</span>;
  return <span className="truncate">{ownerId === userId ? t("yours") : t("whose", { name })}</span>;
}

function Today({ calls }: { calls: number }) {
  const t = useTranslations("client");
  if (calls < 1) return null;
  return (
    <span className="shrink-0">
      <Badge tone={calls > 1 ? "ringing" : "neutral"}>{t("today", { count: calls })}</Badge>
    </span>
  );
}
