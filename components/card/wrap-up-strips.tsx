"use client";

import { Check, ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { useOutcomes } from "#components/live/live-provider";
import { PhoneLink } from "#components/numbers/phone-link";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import type { CallView, OfferedOutcome } from "#lib/calls/call-view";
import type { ClientFacts } from "#lib/card/client-facts";
import type { CardModel } from "../live/cards";
import { whoIs } from "../live/who-is";
import { useDuration } from "../ui/use-duration";
import { newContactHref } from "./call-card";
import { WrapUpForm } from "./wrap-up-form";

/** More strips than these fold; beside a card, and on a phone, there is room for one alone. */
const mostOpen = 3;
const mostInNeed = 1;

interface WrapUpStripsProps {
  strips: CardModel[];
  /** A card is on the screen too: a strip is one line then, until somebody is in it. */
  beside: boolean;
  /** The call whose card or strip is in use. */
  inUse: string | null;
  onOutcome: (card: CardModel, outcome: OfferedOutcome) => void;
  onAgain: (card: CardModel, open: ClientFacts["callback"]) => void;
  onDone: (card: CardModel) => void;
}

/**
 * Talks that are over and not yet put away, the latest first. One of them has its form open: the one
 * the person is in, else the latest.
 */
export function WrapUpStrips(props: WrapUpStripsProps) {
  const { strips, beside, inUse, onOutcome, onAgain, onDone } = props;
  const t = useTranslations("card");
  const [unfolded, setUnfolded] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const outcomes = useOutcomes();
  const named = (id: string | null) => strips.find(({ call }) => call.id === id);
  const open = named(inUse) ?? (beside ? undefined : (named(picked) ?? strips[0]));
  if (strips.length === 0) return null;
  const most = beside ? mostInNeed : mostOpen;
  // The one somebody is in stays, wherever it stands.
  const shown = strips.filter((card, index) => unfolded || index < most || card === open);
  return (
    <section data-strips aria-label={t("wrapUps")} className="mt-auto flex shrink-0 flex-col gap-2">
      <ul
        onFocus={(event) => setPicked(callOf(event.target) ?? picked)}
        className={`flex flex-col gap-2 rounded-lg ${unfolded ? "pointer-events-auto max-h-[60vh] overflow-y-auto" : ""}`}
      >
        {shown.map((card, index) => (
          <WrapUpStrip
            key={card.call.id}
            card={card}
            form={
              card === open && (
                <WrapUpForm
                  call={card.call}
                  onAgain={card.state === "tried" ? (open) => onAgain(card, open) : null}
                  outcomes={outcomes}
                  onOutcome={(outcome) => onOutcome(card, outcome)}
                  onDone={() => onDone(card)}
                />
              )
            }
            onDone={() => onDone(card)}
            onFold={() => {
              setPicked(null);
              // Whoever is in a strip has its form.
              if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
            }}
            foldedOnPhone={card === open && !named(inUse) && !named(picked)}
            notOnPhone={!unfolded && index >= mostInNeed && card !== open}
          />
        ))}
      </ul>
      {strips.length > mostInNeed && (
        <Unfold
          unfolded={unfolded}
          onUnfold={() => setUnfolded(!unfolded)}
          folded={{ wide: strips.length - most, narrow: strips.length - mostInNeed }}
        />
      )}
    </section>
  );
}

interface UnfoldProps {
  unfolded: boolean;
  onUnfold: () => void;
  /** How many strips are folded where the screen is wide, and where it is narrow. */
  folded: { wide: number; narrow: number };
}

function Unfold({ unfolded, onUnfold, folded: { wide, narrow } }: UnfoldProps) {
  const t = useTranslations("card");
  const Chevron = unfolded ? ChevronUp : ChevronDown;
  return (
    <Button
      size="sm"
      aria-expanded={unfolded}
      onClick={onUnfold}
      className={`pointer-events-auto self-end bg-raised ${wide > 0 ? "" : "sm:hidden"}`}
    >
      {unfolded ? (
        t("fewerWrapUps")
      ) : (
        <>
          <span className="sm:hidden">{t("moreWrapUps", { count: narrow })}</span>
          <span className="max-sm:hidden">{t("moreWrapUps", { count: wide })}</span>
        </>
      )}
      <Chevron aria-hidden className="size-3.5" />
    </Button>
  );
}

/** The talk whose strip an element is in. */
function callOf(element: Element): string | undefined {
  return element.closest<HTMLElement>("[data-wrap-up]")?.dataset.wrapUp;
}

interface WrapUpStripProps {
  card: CardModel;
  /** What there is to say about it, below the line; null while it is folded. */
  form: ReactNode;
  onDone: () => void;
  /** Puts its form away again, on a phone. */
  onFold: () => void;
  /** Nobody has asked for its form: it would cover half of what a phone shows. */
  foldedOnPhone: boolean;
  /** Left out where the screen is narrow. */
  notOnPhone: boolean;
}

/** A talk that is over, or a try, in one line with its form below, until the person is done with it. */
function WrapUpStrip(props: WrapUpStripProps) {
  const { card, form, onDone, onFold, foldedOnPhone, notOnPhone } = props;
  const t = useTranslations("card");
  const duration = useDuration();
  const { call, state } = card;
  const { contact, clientNumber } = call;
  const who = whoIs(call) || t("hiddenNumber");
  return (
    <li
      data-wrap-up={call.id}
      tabIndex={-1}
      aria-label={t("wrapUp", { who })}
      className={`group/strip card-in pointer-events-auto rounded-lg bg-raised px-3 py-2 shadow-pop ${notOnPhone ? "max-sm:hidden" : ""}`}
    >
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <StripWho call={call} />
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            <PhoneLink number={clientNumber} contactId={contact?.id} />
            {state === "tried" && <TryState call={call} />}
            {state === "wrap-up" && call.talkSeconds !== null && (
              <span className="figures">{t("talked", { time: duration(call.talkSeconds) })}</span>
            )}
          </p>
        </div>
        {form && !foldedOnPhone && (
          <Button
            size="sm"
            variant="ghost"
            className="sm:hidden"
            aria-expanded
            aria-label={t("wrapUp", { who })}
            onClick={onFold}
          >
            <ChevronUp aria-hidden className="size-3.5" />
          </Button>
        )}
        {(!form || foldedOnPhone) && (
          <span className={`flex items-center gap-2 ${form ? "sm:hidden" : ""}`}>
            <Button
              size="sm"
              variant="ghost"
              aria-expanded={false}
              aria-label={t("wrapUp", { who })}
              // Whoever is in a strip has its form.
              onClick={(event) => event.currentTarget.closest("li")?.focus()}
            >
              <ChevronDown aria-hidden className="size-3.5" />
            </Button>
            {/* The mouse brings no focus: it would unfold the strip, and the button be gone before the click. */}
            <Button size="sm" onMouseDown={(event) => event.preventDefault()} onClick={onDone}>
              <Check aria-hidden className="size-3.5" />
              {t("done")}
            </Button>
          </span>
        )}
      </div>
      <div className={foldedOnPhone ? "max-sm:hidden" : ""}>{form}</div>
    </li>
  );
}

/** Why nobody took it, as the line says. */
function TryState({ call: { disposition } }: { call: CallView }) {
  const t = useTranslations("card");
  const calls = useTranslations("calls");
  const isPlain = disposition === null || disposition === "no-answer";
  return <span>{isPlain ? t("states.tried") : calls(`dispositions.${disposition}`)}</span>;
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
