"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import { formatPhoneNumber } from "#lib/phone-number";
import { CallCard } from "./call-card";
import { cardOf, isFarewell, sortCards, type CardModel } from "./cards";

/** How long a farewell ("Olena took it", "missed") stays, in ms. */
const farewell = 2_000;
/** More cards than this fold into one line. */
const mostOpen = 5;

/** The screen pop: cards for the calls that ring or talk for this person, top right, above all else. */
export function CallPopup() {
  const t = useTranslations("popup");
  const { id: me } = useMe();
  const calls = useLiveCalls();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const stack = useRef<HTMLDivElement>(null);
  // Only calls seen under way say good-bye: a page that comes later shows no old ones.
  const [met, setMet] = useState<ReadonlySet<string>>(new Set());

  const cards = useMemo(() => {
    const models = [...calls.values()].map((call) => cardOf(call, me));
    const present = models.filter((card): card is CardModel => card !== null);
    return sortCards(present.filter((card) => !dismissed.has(card.call.id)));
  }, [calls, me, dismissed]);
  const fresh = cards.filter((card) => !isFarewell(card.state) && !met.has(card.call.id));
  if (fresh.length > 0) setMet(new Set([...met, ...fresh.map((card) => card.call.id)]));
  const shown = cards.filter((card) => !isFarewell(card.state) || met.has(card.call.id));

  const dismiss = (id: string) => setDismissed((before) => new Set(before).add(id));

  useEffect(() => {
    // F8 goes to the newest card, Escape puts away the one the focus is in.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "F8") {
        event.preventDefault();
        stack.current?.querySelector<HTMLElement>("[data-call-id]")?.focus();
      }
      const card =
        event.target instanceof Element && event.target.closest<HTMLElement>("[data-call-id]");
      if (event.key === "Escape" && card) dismiss(card.dataset.callId ?? "");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const open = shown.slice(0, mostOpen);
  const folded = shown.slice(mostOpen);
  const loudest = shown.find((card) => card.state === "ringing");
  return (
    <>
      {/* Said once a call: the cards themselves, with their running timers, are not live regions. */}
      <p role="status" aria-live="assertive" className="sr-only">
        {loudest && announcement(t("incomingFrom", { who: whoIs(loudest) }), loudest)}
      </p>
      <div
        ref={stack}
        className="pointer-events-none fixed inset-x-0 bottom-16 z-50 flex max-h-[80vh] flex-col gap-3 overflow-y-auto p-4 pb-8 sm:inset-x-auto sm:top-0 sm:right-0 sm:bottom-auto sm:max-h-screen sm:w-[26.5rem] sm:pl-8"
      >
        {open.map((card) => (
          <CallCard
            key={card.call.id}
            card={card}
            leaveAfter={isFarewell(card.state) ? farewell : null}
            onLeave={() => dismiss(card.call.id)}
          />
        ))}
        {folded.length > 0 && (
          <p className="pointer-events-auto rounded-lg bg-raised px-4 py-2 text-sm shadow-pop">
            {t("more", { count: folded.length })}{" "}
            <span className="figures text-ink-soft">
              {folded.slice(0, 3).map(whoIs).join(", ")}
            </span>
          </p>
        )}
      </div>
    </>
  );
}

function whoIs({ call }: CardModel): string {
  return call.contact?.name ?? formatPhoneNumber(call.clientNumber);
}

function announcement(words: string, card: CardModel) {
  return <span key={card.call.id}>{words}</span>;
}
