"use client";

import { Check, ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { useOutcomes } from "#components/live/live-provider";
import { PhoneLink } from "#components/numbers/phone-link";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { formatDuration } from "#lib/base/duration";
import type { CallView, OutcomeView } from "#lib/calls/call-view";
import { type CardModel, whoIs } from "../live/cards";
import { newContactHref } from "./call-card";
import { WrapUpForm } from "./wrap-up-form";

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
  const t = useTranslations("card");
  const [unfolded, setUnfolded] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const outcomes = useOutcomes();
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

interface WrapUpStripProps {
  call: CallView;
  /** What there is to say about it, below the line; null while it is folded. */
  form: ReactNode;
  onOpen: () => void;
  onDone: () => void;
  /** Folded where the screen is narrow. */
  notOnPhone: boolean;
}

/** A talk that is over, in one line with its form below, until the person is done with it. */
function WrapUpStrip({ call, form, onOpen, onDone, notOnPhone }: WrapUpStripProps) {
  const t = useTranslations("card");
  const { contact, clientNumber } = call;
  const who = whoIs(call) || t("hiddenNumber");
  return (
    <li
      data-wrap-up={call.id}
      tabIndex={-1}
      aria-label={t("wrapUp", { who })}
      className={`card-in pointer-events-auto rounded-lg bg-raised py-2 pr-2 pl-3 shadow-pop ${notOnPhone ? "max-sm:hidden" : ""}`}
    >
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <StripWho call={call} />
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            {clientNumber.raw ? (
              <PhoneLink number={clientNumber} contactId={contact?.id} />
            ) : (
              t("hiddenNumber")
            )}
            <span className="figures">
              {t("talked", { time: formatDuration(call.talkSeconds ?? 0) })}
            </span>
          </p>
        </div>
        {!form && (
          <>
            <Button
              size="sm"
              variant="ghost"
              aria-expanded={false}
              aria-label={t("wrapUp", { who })}
              onClick={onOpen}
            >
              <ChevronDown aria-hidden className="size-3.5" />
            </Button>
            <Button size="sm" onClick={onDone}>
              <Check aria-hidden className="size-3.5" />
              {t("done")}
            </Button>
          </>
        )}
      </div>
      {form}
    </li>
  );
}

/** The contact, all who share the number, or the way to keep who it was. */
function StripWho({ call }: { call: CallView }) {
  const t = useTranslations("card");
  const link = "hover:text-accent hover:underline";
  return (
    <p className="flex flex-wrap gap-x-3 font-medium">
      {call.candidates.map(({ id, name }) => (
        <Link key={id} href={`/contacts/${id}`} className={`min-w-0 truncate ${link}`}>
          {name}
        </Link>
      ))}
      {call.candidates.length === 0 && (
        <Link href={newContactHref(call)} className={`text-accent ${link}`}>
          {t("createContact")}
        </Link>
      )}
    </p>
  );
}
