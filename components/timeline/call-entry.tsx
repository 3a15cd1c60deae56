"use client";

import { ArrowDownLeft, ArrowUpRight, Repeat } from "lucide-react";
import { useTranslations } from "next-intl";
import { CallOutcome } from "#components/calls/call-outcome";
import { CallState, isMissed } from "#components/calls/call-state";
import { RoutingNote } from "#components/calls/routing-note";
import { useConnections, usePersonName } from "#components/live/live-provider";
import { PhoneLink } from "#components/phone-link";
import { Recording } from "#components/recordings/recording";
import { formatDuration } from "#lib/duration";
import type { CallView } from "#lib/realtime/events";
import { EntryFrame } from "./entry-frame";

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
          {call.clientNumber.raw ? (
            <PhoneLink number={call.clientNumber} contactId={call.contact?.id} />
          ) : (
            <span className="text-ink-soft">{t("hiddenNumber")}</span>
          )}
          <CallState call={call} />
          <CallOutcome call={call} />
        </>
      }
    >
      <CallFacts call={call} />
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
  const personName = usePersonName();
  const connection = useConnections().find((one) => one.slug === call.connection);
  const talked = call.legs.filter(({ answeredAt }) => answeredAt !== null);
  const people = (talked.length > 0 ? talked : call.legs)
    .slice(0, 3)
    .map(({ userId, extension }) => personName(userId) ?? extension);
  const facts = [
    people.join(", "),
    call.talkSeconds ? formatDuration(call.talkSeconds) : "",
    connection?.name ?? call.connection,
    call.trunk ?? "",
  ];
  return (
    <p className="figures text-sm break-words text-ink-soft">{facts.filter(Boolean).join(" · ")}</p>
  );
}
