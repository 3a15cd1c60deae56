"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import type { OutcomeView } from "#lib/realtime/events";
import type { CardModel } from "./cards";
import { useOutcomes } from "./use-outcomes";
import { WrapUpForm } from "./wrap-up-form";
import { WrapUpStrip } from "./wrap-up-strip";

/** More strips than these fold; a phone has room for the latest alone. */
const mostOpen = 3;
const mostOnPhone = 1;

interface WrapUpStripsProps {
  strips: CardModel[];
  onOutcome: (card: CardModel, outcome: OutcomeView) => void;
  onDone: (card: CardModel) => void;
}

/**
 * Talks that are over and not yet put away, the latest first. One of them has its form open: the one
 * the person is in, else the latest.
 */
export function WrapUpStrips({ strips, onOutcome, onDone }: WrapUpStripsProps) {
  const t = useTranslations("popup");
  const [unfolded, setUnfolded] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const outcomes = useOutcomes(strips[0]?.call.id);
  const open = strips.find(({ call }) => call.id === picked) ?? strips[0];
  if (strips.length === 0) return null;
  const Chevron = unfolded ? ChevronUp : ChevronDown;
  return (
    <section aria-label={t("wrapUps")} className="mt-auto flex shrink-0 flex-col gap-2">
      <ul
        onFocus={(event) => setPicked(callOf(event.target) ?? picked)}
        className={`flex flex-col gap-2 rounded-lg ${unfolded ? "pointer-events-auto max-h-[60vh] overflow-y-auto" : ""}`}
      >
        {strips.slice(0, unfolded ? undefined : mostOpen).map((card, index) => (
          <WrapUpStrip
            key={card.call.id}
            call={card.call}
            form={
              card === open && (
                <WrapUpForm
                  call={card.call}
                  outcomes={outcomes}
                  onOutcome={(outcome) => onOutcome(card, outcome)}
                  onDone={() => onDone(card)}
                />
              )
            }
            onOpen={() => setPicked(card.call.id)}
            onDone={() => onDone(card)}
            notOnPhone={!unfolded && index >= mostOnPhone}
          />
        ))}
      </ul>
      {strips.length > mostOnPhone && (
        <Button
          size="sm"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          className={`pointer-events-auto self-end bg-raised ${strips.length > mostOpen ? "" : "sm:hidden"}`}
        >
          {unfolded ? (
            t("fewerWrapUps")
          ) : (
            <>
              <span className="sm:hidden">
                {t("moreWrapUps", { count: strips.length - mostOnPhone })}
              </span>
              <span className="max-sm:hidden">
                {t("moreWrapUps", { count: strips.length - mostOpen })}
              </span>
            </>
          )}
          <Chevron aria-hidden className="size-3.5" />
        </Button>
      )}
    </section>
  );
}

/** The talk whose strip an element is in. */
function callOf(element: Element): string | undefined {
  return element.closest<HTMLElement>("[data-wrap-up]")?.dataset.wrapUp;
}
