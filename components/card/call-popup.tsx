"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { SoundBlocked } from "#components/alerts/sound-blocked";
import { useMe } from "#components/live/live-provider";
import { CallCard, newContactHref } from "./call-card";
import type { CardModel } from "../live/cards";
import { whoIs } from "../live/who-is";
import { AskContext, ClientDialogs, isCallable, type Ask } from "./client-commands";
import { nextCard, notedCall } from "./card-order";
import { MoreCalls } from "./more-calls";
import { useCardKeys } from "./use-card-keys";
import { useCards } from "./use-cards";
import { useDock } from "./use-dock";
import { useTryAgain } from "./use-try-again";
import { useWrapUp } from "./wrap-up-form";
import { WrapUpStrips } from "./wrap-up-strips";
import { toast } from "../ui/toast";
import { useAlerts } from "../alerts/use-alerts";
import { useNoteDelivery } from "../timeline/notes/call-note";

/**
 * The screen pop: what rings or talks for this person, one of them large, and below it what waits to be wrapped up.
 * All of it is on the screen: what is high scrolls within itself.
 */
export function CallPopup() {
  const router = useRouter();
  const { doNotDisturb } = useMe();
  const [focused, setFocused] = useState<string | null>(null);
  const [ask, setAsk] = useState<Ask | null>(null);
  const t = useTranslations("card");
  const inUse = focused ?? ask?.call.id ?? null;
  const { cards, large, others, ringing, strips, dismiss, putAway, leave, open } = useCards(inUse);
  const wrapUp = useWrapUp(putAway);
  const tryAgain = useTryAgain(dismiss);
  useNoteDelivery();

  const sound = useAlerts(ringing);
  const find = (id: string) => cards.find((card) => card.call.id === id);
  function goTo(id: string) {
    // It is to be there, and large, before it can have the focus.
    flushSync(() => {
      setFocused(id);
      open(id);
    });
    document.querySelector<HTMLElement>(`[data-card][data-call-id="${id}"]`)?.focus();
  }
  const { goBack } = useCardKeys({
    next: (from) => nextCard(cards, from),
    newestStrip: strips[0]?.call.id,
    noted: notedCall(cards) ?? strips[0]?.call.id,
    onNote(id) {
      goTo(id);
      const place = `:is([data-card][data-call-id="${id}"], [data-wrap-up="${id}"])`;
      document.querySelector<HTMLElement>(`${place} [data-key=KeyN]`)?.focus();
    },
    onGo: goTo,
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

  // The dialog gives the focus back to where it was: in a strip that has gone by then.
  const isOver = useRef(false);
  const returnTo = useEffectEvent(goBack);
  useEffect(() => {
    if (ask !== null || !isOver.current) return;
    isOver.current = false;
    returnTo();
  }, [ask]);

  // What comes in above never pushes the strip somebody works in out of sight.
  const above = cards.map((card) => card.call.id).join();
  useLayoutEffect(() => {
    if (focused) document.querySelector(`[data-wrap-up="${focused}"]`)?.scrollIntoView(nearest);
  }, [above, focused]);

  const dock = useDock({ cards: cards.length, strips: strips.length });

  return (
    <AskContext value={setAsk}>
      <Announcer ringing={ringing} quiet={doNotDisturb} />
      <div
        ref={dock}
        data-cards
        data-sounding={sound}
        onFocus={(event) => setFocused(cardIdOf(event.target))}
        onBlur={(event) => setFocused(cardIdOf(event.relatedTarget))}
        className="pointer-events-none fixed inset-x-0 bottom-16 z-35 flex max-h-[80vh] flex-col gap-3 overflow-y-auto p-4 pb-8 sm:inset-x-auto sm:top-0 sm:right-0 sm:bottom-14 sm:max-h-none sm:w-[26.5rem] sm:pb-4 sm:pl-8 wide:bottom-0"
      >
        {sound === "blocked" && <SoundBlocked />}
        {large && (
          <CallCard
            key={large.call.id}
            card={large}
            onDismiss={() => dismiss(large)}
            onLeave={() => leave(large)}
          />
        )}
        <MoreCalls
          cards={others}
          onOpen={(card) => goTo(card.call.id)}
          onDismiss={dismiss}
          onLeave={leave}
        />
        <WrapUpStrips
          strips={strips}
          beside={large !== null}
          inUse={inUse}
          onOutcome={(card, outcome) => {
            const { call } = card;
            if (outcome.askWhen && isCallable(call))
              return setAsk({ what: "callback", call, outcome });
            void wrapUp(card, outcome);
            goBack();
          }}
          onAgain={(card, callback) => {
            void tryAgain(card, callback);
            goBack();
          }}
          onDone={(card) => {
            dismiss(card);
            goBack();
          }}
        />
      </div>
      <ClientDialogs
        ask={ask}
        onPromised={({ call, outcome }, words) => {
          const card = strips.find((strip) => strip.call.id === call.id);
          if (card) void wrapUp(card, outcome, words);
          isOver.current = true;
        }}
        onClose={() => {
          if (ask?.outcome && !isOver.current) toast.warning(t("outcomeLeftOut"));
          // The focus goes back to that card: it stays the large one.
          setFocused(inUse);
          setAsk(null);
        }}
      />
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
