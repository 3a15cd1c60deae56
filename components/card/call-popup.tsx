"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useLayoutEffect, useState } from "react";
import { SoundBlocked } from "#components/alerts/alerts-dialog";
import { useMe } from "#components/live/live-provider";
import { CallCard } from "./call-card";
import { type CardModel, whoIs } from "../live/cards";
import { newContactHref } from "./call-card";
import { AskContext, ClientDialogs, type Ask } from "./client-commands";
import { MoreCalls } from "./more-calls";
import { useCardKeys } from "./use-card-keys";
import { useCards } from "./use-cards";
import { useWrapUp } from "./wrap-up-form";
import { WrapUpStrips } from "./wrap-up-strips";
import { useAlerts } from "../alerts/use-alerts";
import { useNoteDelivery } from "../timeline/notes/use-call-note";

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
