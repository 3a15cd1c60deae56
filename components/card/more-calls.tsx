"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StatusDot } from "#components/ui/badge";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { cardTones } from "./card-looks";
import { type CardModel, isFarewell, whoIs } from "../live/cards";
import { useLeaving } from "./call-card";

interface MoreCallsProps {
  cards: CardModel[];
  onOpen: (card: CardModel) => void;
  onDismiss: (card: CardModel) => void;
  onLeave: (card: CardModel) => void;
}

/** Calls beyond those that fit as cards: one line that unfolds into a list. */
export function MoreCalls({ cards, onOpen, onDismiss, onLeave }: MoreCallsProps) {
  const t = useTranslations("card");
  const [unfolded, setUnfolded] = useState(false);
  if (cards.length === 0) return null;
  const Chevron = unfolded ? ChevronUp : ChevronDown;
  return (
    <section
      aria-label={t("moreCalls")}
      className="pointer-events-auto shrink-0 overflow-hidden rounded-xl bg-raised shadow-pop"
    >
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="flex w-full items-center gap-2 px-4 py-2.5 text-left text-sm font-medium hover:bg-hover"
      >
        {t("more", { count: cards.length })}
        <span className="flex-1" />
        <Chevron aria-hidden className="size-4 text-ink-soft" />
      </button>
      <ul className={`max-h-64 overflow-y-auto border-t border-line ${unfolded ? "" : "hidden"}`}>
        {cards.map((card) => (
          <FoldedCall
            key={card.call.id}
            card={card}
            onOpen={() => onOpen(card)}
            onDismiss={() => onDismiss(card)}
            onLeave={() => onLeave(card)}
          />
        ))}
      </ul>
    </section>
  );
}

interface FoldedCallProps {
  card: CardModel;
  onOpen: () => void;
  onDismiss: () => void;
  onLeave: () => void;
}

function FoldedCall({ card, onOpen, onDismiss, onLeave }: FoldedCallProps) {
  const t = useTranslations("card");
  const { call, state } = card;
  const number = formatPhoneNumber(call.clientNumber) || t("hiddenNumber");
  const who = whoIs(call) || number;
  useLeaving(isFarewell(card), onLeave);
  return (
    <li data-call-id={call.id} className="flex items-center gap-1 pr-2 hover:bg-hover">
      <button
        type="button"
        title={t("openCard")}
        onClick={onOpen}
        className="flex min-w-0 flex-1 items-center gap-2 px-4 py-2 text-left -outline-offset-2"
      >
        <StatusDot tone={cardTones[state]} />
        <span className="min-w-0 flex-1 truncate">{who}</span>
        {call.contact && <span className="figures text-sm text-ink-soft">{number}</span>}
        <span className="text-xs text-ink-soft">{t(`states.${state}`)}</span>
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
    </li>
  );
}
