"use client";

import { UserPlus, UserRound, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { RoutingNote } from "#components/calls/call-state";
import { useConnections, usePersonName } from "#components/live/live-provider";
import { CallNoteField } from "#components/timeline/notes/call-note";
import { StatusDot } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { formatDuration } from "#lib/base/duration";
import type { CallView } from "#lib/calls/call-view";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { CallControls } from "./call-controls";
import { cardIcons, cardTones, toneLooks } from "./card-looks";
import { CardWho } from "./card-who";
import { isFarewell, type CardModel } from "../live/cards";
import { ClientCommands } from "./client-commands";
import { ClientFactLines, useCallContext } from "./client-facts";

interface CallCardProps {
  card: CardModel;
  onDismiss: () => void;
  /** A farewell has been on screen for long enough. */
  onLeave: () => void;
}

export function CallCard({ card, onDismiss, onLeave }: CallCardProps) {
  const t = useTranslations("card");
  const personName = usePersonName();
  const { call, state, takenBy } = card;
  const number = formatPhoneNumber(call.clientNumber) || t("hiddenNumber");
  // For whoever measures: when this card was first drawn, on the wall clock.
  const [shownAt] = useState(() => Math.round(performance.timeOrigin + performance.now()));

  const leaves = isFarewell(card);
  useLeaving(leaves, onLeave);

  const tone = cardTones[state];
  const { edge, text } = toneLooks[tone];
  const Icon = cardIcons[state];
  const who = takenBy && (personName(takenBy.userId) ?? takenBy.extension);
  const words = who ? t("takenBy", { who }) : t(`states.${state}`);
  return (
    <section
      aria-label={t(`regions.${call.direction === "outgoing" ? "outgoing" : "incoming"}`, {
        number,
      })}
      tabIndex={-1}
      data-card
      data-call-id={call.id}
      data-state={state}
      data-shown-at={shownAt}
      className={`${leaves ? "farewell" : "card-in"} pointer-events-auto relative shrink-0 overflow-hidden rounded-xl bg-raised shadow-pop`}
    >
      <span aria-hidden className={`absolute inset-y-0 left-0 w-1 ${edge}`} />
      <div className="flex flex-col gap-3 py-4 pr-4 pl-5">
        <div className="flex items-center gap-2 text-sm">
          <StatusDot tone={tone} pulsing={state === "ringing"} />
          <Icon aria-hidden className={`size-4 ${text}`} />
          <span className={`font-semibold ${text}`}>{words}</span>
          {state === "active" && call.answeredAt && <CardTimer since={call.answeredAt} />}
          <span className="flex-1" />
          <button
            type="button"
            aria-label={t("dismiss")}
            title={t("dismissHint")}
            onClick={onDismiss}
            className="-my-1 -mr-1 rounded-md p-1.5 text-ink-soft hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
        <CardWho call={call} number={number} />
        <Through call={call} />
        {call.routing && (
          <p className="text-xs text-ink-soft">
            <RoutingNote routing={call.routing} />
          </p>
        )}
        {!leaves && <WhoIsOnTheLine call={call} />}
        {state === "active" && <CallNoteField callId={call.id} />}
        {state !== "elsewhere" && <CardActions call={call} />}
        {!leaves && (
          <>
            <ClientCommands call={call} />
            <CallControls call={call} />
          </>
        )}
      </div>
    </section>
  );
}

function WhoIsOnTheLine({ call }: Pick<CardModel, "call">) {
  const context = useCallContext(call);
  return <ClientFactLines context={context} known={call.contact !== null} />;
}

/** Which line or connection the call comes through. */
function Through({ call }: Pick<CardModel, "call">) {
  const t = useTranslations("card");
  const connections = useConnections();
  const connection = connections.find((connection) => connection.slug === call.connection);
  const name = connection?.name ?? call.connection;
  return (
    <p className="flex flex-wrap gap-x-2 text-xs text-ink-soft">
      <span>{call.trunk ? t("throughLine", { line: call.trunk, connection: name }) : name}</span>
      {connection?.simulator && <span className="font-medium text-ringing">{t("simulated")}</span>}
    </p>
  );
}

/** The one thing to do next, as big as a thumb. */
function CardActions({ call }: { call: CallView }) {
  const t = useTranslations("card");
  if (call.contact) {
    return (
      <Button variant="primary" size="lg" asChild>
        <Link href={`/contacts/${call.contact.id}`}>
          <UserRound aria-hidden className="size-4" />
          {t("openContact")}
        </Link>
      </Button>
    );
  }
  if (call.candidates.length > 0) return null;
  return (
    <Button variant="primary" size="lg" asChild>
      <Link href={newContactHref(call)}>
        <UserPlus aria-hidden className="size-4" />
        {t("createContact")}
      </Link>
    </Button>
  );
}

/** How long they have been talking. Not a live region: nobody wants it read out every second. */
function CardTimer({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer" aria-live="off" className="figures font-semibold text-talking">
      {formatDuration((now - new Date(since).getTime()) / 1000)}
    </span>
  );
}

/** How long a farewell ("Olena took it", "missed") stays, in ms; `.farewell` fades it at the end. */
const farewellTime = 2_000;

export function useLeaving(leaves: boolean, onLeave: () => void): void {
  const leave = useEffectEvent(onLeave);
  useEffect(() => {
    if (!leaves) return;
    const timer = setTimeout(() => leave(), farewellTime);
    return () => clearTimeout(timer);
  }, [leaves]);
}

/** A new contact that has the caller's number, and this call. */
export function newContactHref(call: CallView): string {
  const phone = call.clientNumber.e164 ?? call.clientNumber.raw;
  const { name, company } = call.clientCard ?? {};
  const known = { ...(name && { name }), ...(company && { company }) };
  return `/contacts/new?${new URLSearchParams({ phone, call: call.id, ...known })}`;
}
