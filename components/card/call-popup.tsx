"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useLayoutEffect, useState, useEffect, useEffectEvent, useRef } from "react";
import { SoundBlocked } from "#components/alerts/alerts-dialog";
import { useMe } from "#components/live/live-provider";
import { CallCard, newContactHref } from "./call-card";
import { type CardModel, whoIs } from "../live/cards";
import { AskContext, ClientDialogs, type Ask } from "./client-commands";
import { MoreCalls } from "./more-calls";
import { useCards } from "./use-cards";
import { useWrapUp } from "./wrap-up-form";
import { WrapUpStrips } from "./wrap-up-strips";
import { useAlerts } from "../alerts/use-alerts";
import { useNoteDelivery } from "../timeline/notes/call-note";

/** The screen pop: what rings or talks for this person, and below it what waits to be wrapped up. */
export function CallPopup() {
  const router = useRouter();
  const { doNotDisturb } = useMe();
  const [focused, setFocused] = useState<string | null>(null);
  const [ask, setAsk] = useState<Ask | null>(null);
  const inUse = focused ?? ask?.call.id ?? null;
  const { open, folded, ringing, strips, dismiss, putAway, leave, bring } = useCards(inUse);
  const wrapUp = useWrapUp(putAway);
  useNoteDelivery();

  const sound = useAlerts(ringing);
  const find = (id: string) => [...open, ...folded].find((card) => card.call.id === id);
  const { goBack } = useCardKeys({
    newest: [...open].sort((a, b) => b.call.startedAt.localeCompare(a.call.startedAt))[0]?.call.id,
    newestStrip: strips[0]?.call.id,
    onDismiss(id) {
      const card = find(id);
      if (card) dismiss(card);
    },
    onOpen(id) {
      const call = find(id)?.call;
      if (call?.contact) router.push(`/contacts/${call.contact.id}`);
      else if (call?.candidates.length === 0) router.push(newContactHref(call));
    },
  });

  // What comes in above never pushes the strip somebody works in out of sight.
  const above = open.map((card) => card.call.id).join();
  useLayoutEffect(() => {
    if (focused) document.querySelector(`[data-wrap-up="${focused}"]`)?.scrollIntoView(nearest);
  }, [above, focused]);

  return (
    <AskContext value={setAsk}>
      <Announcer ringing={ringing} quiet={doNotDisturb} />
      <div
        data-sounding={sound}
        onFocus={(event) => setFocused(cardIdOf(event.target))}
        onBlur={(event) => setFocused(cardIdOf(event.relatedTarget))}
        className="pointer-events-none fixed inset-x-0 bottom-16 z-50 flex max-h-[80vh] flex-col gap-3 overflow-y-auto p-4 pb-8 sm:inset-x-auto sm:inset-y-0 sm:right-0 sm:max-h-none sm:w-[26.5rem] sm:pb-4 sm:pl-8"
      >
        {sound === "blocked" && <SoundBlocked />}
        {open.map((card) => (
          <CallCard
            key={card.call.id}
            card={card}
            onDismiss={() => dismiss(card)}
            onLeave={() => leave(card)}
          />
        ))}
        <MoreCalls
          cards={folded}
          onOpen={(card) => bring(card.call.id)}
          onDismiss={dismiss}
          onLeave={leave}
        />
        <WrapUpStrips
          strips={strips}
          onOutcome={(card, outcome) => {
            void wrapUp(card, outcome);
            goBack();
          }}
          onDone={(card) => {
            dismiss(card);
            goBack();
          }}
        />
      </div>
      <ClientDialogs ask={ask} onClose={() => setAsk(null)} />
    </AskContext>
  );
}

const nearest = { block: "nearest" } as const;

/** The call whose open card, or strip, an element is in. */
function cardIdOf(element: EventTarget | null): string | null {
  if (!(element instanceof Element)) return null;
  const card = element.closest<HTMLElement>("[data-card], [data-wrap-up]");
  return card?.dataset.callId ?? card?.dataset.wrapUp ?? null;
}

/**
 * Says each call once: the cards themselves, with their running timers, are no live regions.
 * Who is not to be disturbed is told when the screen reader has nothing else to say.
 */
function Announcer({ ringing, quiet }: { ringing: CardModel[]; quiet: boolean }) {
  const t = useTranslations("card");
  const [said, setSaid] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState("");
  const fresh = ringing.filter((card) => !said.has(card.call.id));
  if (fresh.length > 0) {
    setSaid(new Set([...said, ...fresh.map((card) => card.call.id)]));
    const who = whoIs(fresh[0]!.call) || t("hiddenNumber");
    setWords(t("announcement", { who, others: fresh.length - 1 }));
  }
  return (
    <p role="status" aria-live={quiet ? "polite" : "assertive"} className="sr-only">
      {/* Another element each time: the same person calling again is said again. */}
      <span key={said.size}>{words}</span>
    </p>
  );
}

interface Keys {
  /** The card F8 goes to. */
  newest: string | undefined;
  /** The strip F9 goes to. */
  newestStrip: string | undefined;
  onDismiss: (callId: string) => void;
  onOpen: (callId: string) => void;
}

const placeOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>("[data-call-id], [data-wrap-up]") : null;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");

/**
 * F8 goes to the newest card, F9 to the newest talk to wrap up. In a card Enter opens the contact, and
 * Escape puts it away; in both, whatever says `data-key` is reached by that key alone. Keys go by their
 * place on the keyboard, so they are the same in every layout.
 * @returns `goBack`: to where the person was before they went to a card or strip by key
 */
function useCardKeys({ newest, newestStrip, onDismiss, onOpen }: Keys) {
  const cameFrom = useRef<HTMLElement | null>(null);

  function goTo(event: KeyboardEvent, selector: string) {
    event.preventDefault();
    if (!placeOf(event.target)) cameFrom.current = document.activeElement as HTMLElement | null;
    document.querySelector<HTMLElement>(selector)?.focus();
  }
  function goBack() {
    cameFrom.current?.focus();
    cameFrom.current = null;
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (event.key === "F8" && newest) goTo(event, `[data-call-id="${newest}"]`);
    else if (event.key === "F9" && newestStrip) goTo(event, `[data-wrap-up="${newestStrip}"]`);
    else if (!place || event.defaultPrevented) return;
    else if (event.key === "Escape") {
      // Out of a note, one is still at its call; from there, away.
      if (isTyping(event.target)) return place.focus();
      const { callId } = place.dataset;
      if (callId) onDismiss(callId);
      goBack();
    } else if (event.key === "Enter" && place === event.target) onOpen(place.dataset.callId ?? "");
    else if (!isTyping(event.target)) press(event, place);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  return { goBack };
}

function press(event: KeyboardEvent, place: HTMLElement): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.code.replace("Numpad", "Digit");
  const element = place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!element) return;
  event.preventDefault();
  if (isTyping(element)) element.focus();
  else element.click();
}
