"use client";

import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusDot } from "#components/ui/badge";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { cardTones } from "./card-looks";
import { type CardModel, isFarewell } from "../live/cards";
import { whoIs } from "../live/who-is";
import { useElapsed } from "./use-elapsed";
import { useLeaving } from "./use-leaving";

interface MoreCallsProps {
  cards: CardModel[];
  onOpen: (card: CardModel) => void;
  onDismiss: (card: CardModel) => void;
  onLeave: (card: CardModel) => void;
}

/** All calls but the one whose card is large: how many there are, and one line for each. */
export function MoreCalls({ cards, onOpen, onDismiss, onLeave }: MoreCallsProps) {
  const t = useTranslations("card");
  if (cards.length === 0) return null;
  return (
    <section
      aria-label={t("moreCalls")}
      className="pointer-events-auto flex shrink-0 flex-col overflow-hidden rounded-xl bg-raised shadow-pop"
    >
      <p className="px-4 pt-2.5 pb-1 text-sm font-medium">{t("more", { count: cards.length })}</p>
      <div className="max-h-54 overflow-y-auto pb-1">
        {cards.map((card) => (
          <CallLine
            key={card.call.id}
            card={card}
            onOpen={() => onOpen(card)}
            onDismiss={() => onDismiss(card)}
            onLeave={() => onLeave(card)}
          />
        ))}
      </div>
    </section>
  );
}

interface CallLineProps {
  card: CardModel;
  onOpen: () => void;
  onDismiss: () => void;
  onLeave: () => void;
}

/** Who calls, in one line. */
function CallLine({ card, onOpen, onDismiss, onLeave }: CallLineProps) {
  const t = useTranslations("card");
  const { call, state } = card;
  const number = formatPhoneNumber(call.clientNumber) || t("hiddenNumber");
  const who = whoIs(call) || number;
  const company = call.contact?.company ?? call.clientCard?.company;
  useLeaving(isFarewell(card), onLeave);
  return (
    <section
      aria-label={t(`regions.${call.direction === "outgoing" ? "outgoing" : "incoming"}`, {
        number,
      })}
      data-call-id={call.id}
      data-state={state}
      className="flex items-center gap-1 pr-2 hover:bg-hover"
    >
      <button
        type="button"
        title={t("openCard")}
        onClick={onOpen}
        className="flex min-w-0 flex-1 items-center gap-2 py-2 pl-4 text-left -outline-offset-2"
      >
        <StatusDot tone={cardTones[state]} />
        <span className="min-w-0 flex-1 truncate">
          {who}
          {company && <span className="text-sm text-ink-soft"> · {company}</span>}
        </span>
        <span className="shrink-0 text-xs text-ink-soft">
          <StateFor card={card} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-soft" />
      </button>
      <button
        type="button"
        aria-label={t("dismissWho", { who })}
        title={t("dismiss")}
        onClick={onDismiss}
        className="rounded-md p-1.5 text-ink-soft hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </section>
  );
}

/** What the call does, and for how long. */
function StateFor({ card: { call, state } }: { card: CardModel }) {
  const t = useTranslations("card");
  const since = state === "active" ? call.answeredAt : call.startedAt;
  const time = useElapsed(since ?? call.startedAt);
  if (state !== "ringing" && state !== "active") return t(`states.${state}`);
  return <span className="figures">{t(`lasts.${state}`, { time })}</span>;
}
