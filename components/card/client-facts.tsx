"use client";

import { CalendarClock, PhoneCall, UserRound } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { useMe, usePersonName } from "#components/live/live-provider";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import { formatDuration } from "#lib/base/duration";
import type { CallView } from "#lib/calls/call-view";
import { callContextAction } from "#lib/card/actions";
import type { ClientContext, ClientFacts } from "#lib/card/client-context";
import { BriefEntry } from "../timeline/timeline-entry";
import { useOutcomeWords } from "../calls/call-state";
import { useAnswer } from "../ui/use-action";
import { noteDrafts } from "../timeline/notes/call-note";

/** Lines for the timeline's first entries, which come later than the card. */
const entries = 3;

/**
 * Whose a client is, the last talk, what is open, and how the timeline begins. As high before it is known
 * as after: what stands below does not move.
 * @param props.known the client is one contact, of whom more can be known than of a number
 */
export function ClientFactLines({
  context,
  known,
}: {
  context: ClientContext | null;
  known: boolean;
}) {
  const t = useTranslations("card");
  return (
    <div aria-busy={context === null} className="flex flex-col gap-1 text-sm">
      <Line icon={UserRound}>
        {context && known && <Whose ownerId={context.ownerId} />}
        {context && <Today calls={context.callsToday} />}
        {context?.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </Line>
      <LastTalk facts={context} />
      <OpenCallback facts={context} />
      {known && (
        <ul
          aria-label={t("happened")}
          className="mt-1 border-t border-line pt-1.5"
          style={{ minHeight: `${entries * 1.25 + 0.5}rem` }}
        >
          {context?.latest?.map((entry) => (
            <BriefEntry key={entry.id} entry={entry} />
          ))}
          {context?.latest?.length === 0 && (
            <li className="h-5 text-xs text-ink-soft">{t("nothingYet")}</li>
          )}
        </ul>
      )}
    </div>
  );
}

/** The last conversation: when, what it gave, with whom. */
export function LastTalk({ facts }: { facts: ClientFacts | null }) {
  const t = useTranslations("card");
  const personName = usePersonName();
  const outcome = useOutcomeWords();
  const talk = facts?.lastTalk;
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
        facts && <span className="text-ink-soft">{t("noTalk")}</span>
      )}
    </Line>
  );
}

/** The call somebody owes the client. */
export function OpenCallback({ facts }: { facts: ClientFacts | null }) {
  const t = useTranslations("card");
  const personName = usePersonName();
  const open = facts?.callback;
  return (
    <Line icon={CalendarClock}>
      {open ? (
        <span className="min-w-0 truncate font-medium text-ringing">
          {t(`open.${open.kind === "promised" ? "promised" : "missed"}`)}{" "}
          <DueTime iso={open.dueAt} />
          {[personName(open.ownerId), open.note].filter(Boolean).map((word) => ` · ${word}`)}
        </span>
      ) : (
        facts && <span className="text-ink-soft">{t("nothingOpen")}</span>
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
  const t = useTranslations("card");
  const { userId } = useMe();
  const name = usePersonName()(ownerId);
  if (!name) return <span className="shrink-0 text-ink-soft">{t("nobodys")}</span>;
  return <span className="truncate">{ownerId === userId ? t("yours") : t("whose", { name })}</span>;
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

/** A time ahead, or one that should have been: the day and the hour where the person is. */
function DueTime({ iso }: { iso: string }) {
  const format = useFormatter();
  const locale = useLocale();
  // The server does not know the person's time zone: until the browser takes over, both say the date.
  const [here, setHere] = useState(false);
  // eslint-disable-next-line react-hooks/set-state-in-effect
  useEffect(() => setHere(true), []);
  const date = new Date(iso);
  const words = here
    ? new Intl.DateTimeFormat(locale, {
        weekday: "short",
        day: "numeric",
        month: "short",
        hour: "2-digit",
        minute: "2-digit",
      }).format(date)
    : format.dateTime(date, { day: "numeric", month: "short" });
  return (
    <time dateTime={iso} className="figures whitespace-nowrap">
      {words}
    </time>
  );
}

/** Five telephones ring one after the other: what changes in one breath is read once, in ms. */
const breath = 250;

/**
 * What is known of whoever is on the line, read again when the call changes. The card never waits for
 * it: null until it is there.
 */
export function useCallContext({ id: callId, version }: CallView): ClientContext | null {
  const { userId } = useMe();
  const [firstVersion] = useState(version);

  async function ask() {
    const askedAt = Date.now();
    const result = await callContextAction({ callId, since: startOfDay() });
    if (result.ok) noteDrafts().served(userId, callId, result.data.note, askedAt);
    return result;
  }
  const pause = version === firstVersion ? 0 : breath;
  return useAnswer(`${callId} ${version}`, ask, pause).answer?.data.client ?? null;
}

/** Where the person is. */
function startOfDay(): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}
