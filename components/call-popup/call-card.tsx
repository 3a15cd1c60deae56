"use client";

import { PhoneForwarded, PhoneIncoming, PhoneMissed, PhoneOutgoing, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useConnections, usePersonName } from "#components/live/live-provider";
import { StatusDot, type Tone } from "#components/ui/badge";
import { formatPhoneNumber } from "#lib/phone-number";
import { CardActions } from "./card-actions";
import { CardTimer } from "./card-timer";
import { CardWho } from "./card-who";
import type { CardModel, CardState } from "./cards";

const looks: Record<CardState, { tone: Tone; edge: string; text: string; Icon: typeof X }> = {
  ringing: { tone: "ringing", edge: "bg-ringing", text: "text-ringing", Icon: PhoneIncoming },
  dialling: { tone: "accent", edge: "bg-accent", text: "text-accent", Icon: PhoneOutgoing },
  active: { tone: "talking", edge: "bg-talking", text: "text-talking", Icon: PhoneIncoming },
  elsewhere: {
    tone: "neutral",
    edge: "bg-line-strong",
    text: "text-ink-soft",
    Icon: PhoneForwarded,
  },
  missed: { tone: "missed", edge: "bg-missed", text: "text-missed", Icon: PhoneMissed },
};

interface CallCardProps {
  card: CardModel;
  /** Leaves by itself after so many ms. */
  leaveAfter: number | null;
  onLeave: () => void;
}

export function CallCard({ card, leaveAfter, onLeave }: CallCardProps) {
  const t = useTranslations("popup");
  const personName = usePersonName();
  const { call, state, takenBy } = card;
  const number = formatPhoneNumber(call.clientNumber) || t("hiddenNumber");
  // For whoever measures: when this card was first drawn, on the wall clock.
  const [shownAt] = useState(() => Math.round(performance.timeOrigin + performance.now()));

  useEffect(() => {
    if (leaveAfter === null) return;
    const timer = setTimeout(onLeave, leaveAfter);
    return () => clearTimeout(timer);
  });

  const { tone, edge, text, Icon } = looks[state];
  const who = takenBy && (personName(takenBy.userId) ?? takenBy.extension);
  const words = who ? t("takenBy", { who }) : t(`states.${state}`);
  return (
    <section
      aria-label={t(`regions.${call.direction === "outgoing" ? "outgoing" : "incoming"}`, {
        number,
      })}
      tabIndex={-1}
      data-call-id={call.id}
      data-state={state}
      data-shown-at={shownAt}
      className="card-in pointer-events-auto relative shrink-0 overflow-hidden rounded-xl bg-raised shadow-pop"
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
            onClick={onLeave}
            className="-my-1 -mr-1 rounded-md p-1.5 text-ink-soft hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
        <CardWho call={call} number={number} />
        <Through call={call} />
        {state !== "elsewhere" && <CardActions call={call} />}
      </div>
    </section>
  );
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
