"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RoutingNote } from "#components/calls/routing-note";
import { CallClientActions } from "#components/client/client-actions";
import { ClientContextLines } from "#components/client/client-context";
import { useCallContext } from "../client/use-call-context";
import { useConnections, usePersonName } from "#components/live/live-provider";
import { CallNoteField } from "#components/notes/call-note-field";
import { StatusDot } from "#components/ui/badge";
import { formatPhoneNumber } from "#lib/phone-number";
import { CallControls } from "./call-controls";
import { CardActions } from "./card-actions";
import { cardIcons, cardTones, toneLooks } from "./card-looks";
import { CardTimer } from "./card-timer";
import { CardWho } from "./card-who";
import { isFarewell, type CardModel } from "./cards";
import { useLeaving } from "./use-leaving";

interface CallCardProps {
  card: CardModel;
  onDismiss: () => void;
  /** A farewell has been on screen for long enough. */
  onLeave: () => void;
}

export function CallCard({ card, onDismiss, onLeave }: CallCardProps) {
  const t = useTranslations("popup");
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
            <CallClientActions call={call} />
            <CallControls call={call} />
          </>
        )}
      </div>
    </section>
  );
}

function WhoIsOnTheLine({ call }: Pick<CardModel, "call">) {
  const context = useCallContext(call);
  return <ClientContextLines context={context} known={call.contact !== null} />;
}

/** Which line or connection the call comes through. */
function Through({ call }: Pick<CardModel, "call">) {
  const t = useTranslations("popup");
  const connections = useConnections();
  const connection = connections.find((one) => one.slug === call.connection);
  const name = connection?.name ?? call.connection;
  return (
    <p className="flex flex-wrap gap-x-2 text-xs text-ink-soft">
      <span>{call.trunk ? t("throughLine", { line: call.trunk, connection: name }) : name}</span>
      {connection?.simulator && <span className="font-medium text-ringing">{t("simulated")}</span>}
    </p>
  );
}
