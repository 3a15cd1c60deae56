"use client";

import { ArrowDownLeft, ArrowUpRight, Repeat } from "lucide-react";
import { useTranslations } from "next-intl";
import { useExtensionName } from "../calls/extension-name";
import { Handovers } from "#components/calls/handovers";
import { isMissed, RoutingNote, useOutcomeWords } from "#components/calls/call-state";
import { CallResult } from "#components/calls/put-right";
import { usePersonName } from "#components/live/live-provider";
import { PhoneLink } from "#components/numbers/phone-link";
import { Recording } from "#components/calls/recordings/recording";
import type { CallView } from "#lib/calls/call-view";
import { talkersOf } from "#lib/calls/handovers";
import { useLineWords } from "../calls/line-words";
import { Dotted } from "../ui/dotted";
import { useDuration } from "../ui/use-duration";
import { BriefFrame, EntryFrame } from "./entry-frame";

const icons = { incoming: ArrowDownLeft, outgoing: ArrowUpRight, internal: Repeat } as const;

/** One call of any provider: how it went, by whom, what it gave, and to be heard again. */
export function CallEntry({ call, mayDownload }: { call: CallView; mayDownload: boolean }) {
  const t = useTranslations("calls");
  const missed = isMissed(call);
  return (
    <EntryFrame
      icon={icons[call.direction]}
      kind={t(`directions.${call.direction}`)}
      tone={missed ? "missed" : "neutral"}
      at={call.startedAt}
      title={
        <>
          <CallResult call={call} />
          <span className="text-sm text-ink-soft">
            <PhoneLink number={call.clientNumber} contactId={call.contact?.id} />
          </span>
        </>
      }
    >
      <CallFacts call={call} />
      <Handovers call={call} className="text-sm" />
      {call.routing && (
        <p className="text-sm text-ink-soft">
          <RoutingNote routing={call.routing} />
        </p>
      )}
      {call.hasRecording && (
        <div className="mt-1.5">
          <Recording call={call} mayDownload={mayDownload} />
        </div>
      )}
    </EntryFrame>
  );
}

/** Who took it, how long they talked, through which line. */
function CallFacts({ call }: { call: CallView }) {
  const nameOf = useExtensionName();
  const duration = useDuration();
  const lineWords = useLineWords();
  const talked = talkersOf(call);
  const people = new Set((talked.length > 0 ? talked : call.legs).slice(0, 3).map(nameOf));
  const facts = [
    [...people].join(", "),
    call.talkSeconds ? duration(call.talkSeconds) : "",
    lineWords(call),
  ];
  return (
    <div className="figures text-sm text-ink-soft">
      <Dotted>{facts.filter(Boolean)}</Dotted>
    </div>
  );
}

/** @param props.note what was noted during the call */
export function BriefCall({ call, note }: { call: CallView; note: string | null }) {
  const personName = usePersonName();
  const words = useResultWords(call);
  const last = talkersOf(call).at(-1);
  return (
    <BriefFrame
      icon={icons[call.direction]}
      missed={isMissed(call)}
      words={words}
      text={note}
      who={personName(last?.userId ?? null)}
      at={call.startedAt}
    />
  );
}

/** What became of a call, as briefly as it can be said. */
function useResultWords(call: CallView): string {
  const t = useTranslations("timeline.brief");
  const calls = useTranslations("calls");
  const outcome = useOutcomeWords();
  const duration = useDuration();
  if (isMissed(call)) return calls("missed");
  if (call.outcome) return outcome(call.outcome);
  if (call.talkSeconds) return t("talked", { time: duration(call.talkSeconds) });
  return calls(`dispositions.${call.disposition ?? "failed"}`);
}
