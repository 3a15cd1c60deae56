import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import { answerOf } from "../ui/use-action";
import type { ActionResult } from "#lib/auth/action";
import { dismissCardAction } from "#lib/calls/call-actions";
import type { CardStage } from "#lib/calls/call-view";
import { largeOf, orderCards, withoutOldTries } from "./card-order";
import { cardOf, isFarewell, isPutAway, stageOf, type CardModel } from "../live/cards";
import { toast } from "../ui/toast";

/**
 * The cards of this screen: which there are, in which order, and which of them is the large one.
 * @param focused the call whose card or strip is in use
 */
export function useCards(focused: string | null) {
  const [opened, setOpened] = useState<string | null>(null);
  const { userId: me } = useMe();
  const calls = useLiveCalls();
  const { isGone, dismiss, putAway, leave } = useDismissals(me);

  const models = useMemo(
    () =>
      withoutOldTries(
        [...calls.values()].map((call) => cardOf(call, me)).filter((card) => card !== null),
      ),
    [calls, me],
  );
  const there = models.filter((card) => !isGone(card));
  const isStrip = (card: CardModel) => stageOf(card) === "wrap-up";
  // Only what was seen under way says good-bye: a page that comes later shows no old farewells.
  const cards = useOrder(
    there.filter((card) => !isStrip(card)),
    focused,
    (card) => !isFarewell(card),
  );
  const strips = useOrder(there.filter(isStrip), focused);

  const large = largeOf(cards, { inUse: focused, opened });
  return {
    cards,
    large,
    others: cards.filter((card) => card !== large),
    ringing: cards.filter((card) => card.state === "ringing"),
    strips,
    dismiss,
    putAway,
    leave,
    /** Makes a card the large one, where no talk and no card in use is. */
    open: setOpened,
  };
}

/** Believed until the call itself says so: from version `until` on its legs do. */
interface Dismissal {
  stage: CardStage;
  until: number;
}

export type PutAway = ReturnType<typeof useDismissals>["putAway"];

/**
 * Cards put away on any of the person's screens. A card goes at once, and comes back with the reason
 * when the server did not take it.
 */
function useDismissals(me: string) {
  const t = useTranslations("card");
  const [believed, setBelieved] = useState<ReadonlyMap<string, Dismissal>>(new Map());
  const believe = (id: string, dismissal: Dismissal | null) =>
    setBelieved((before) => {
      const after = new Map(before);
      if (dismissal) after.set(id, dismissal);
      else after.delete(id);
      return after;
    });

  function isGone(card: CardModel): boolean {
    const own = believed.get(card.call.id);
    if (own && card.call.version < own.until && isPutAway(card, own.stage)) return true;
    return card.call.legs.some((leg) => leg.userId === me && isPutAway(card, leg.dismissed));
  }

  /**
   * @param ask has the server put it away; it answers with the version from which on the call says so
   * @returns whether the server took it
   */
  async function putAway(
    card: CardModel,
    ask: () => Promise<ActionResult<{ version: number }>>,
    refusal = t("notDismissed"),
  ): Promise<boolean> {
    const { id } = card.call;
    const stage = stageOf(card);
    believe(id, { stage, until: Infinity });
    const result = await answerOf(ask());
    believe(id, result.ok ? { stage, until: result.data.version } : null);
    if (!result.ok) toast.error(refusal);
    return result.ok;
  }

  function dismiss(card: CardModel) {
    void putAway(card, () => dismissCardAction({ callId: card.call.id, stage: stageOf(card) }));
  }

  /** A farewell has been said: this screen's own matter. */
  function leave(card: CardModel) {
    if (isFarewell(card)) believe(card.call.id, { stage: "farewell", until: Infinity });
  }

  return { isGone, dismiss, putAway, leave };
}

/**
 * Cards in an order that stays (card-order.ts).
 * @param mayEnter of the cards that were not there before
 */
function useOrder(
  cards: CardModel[],
  focused: string | null,
  mayEnter: (card: CardModel) => boolean = () => true,
): CardModel[] {
  const [order, setOrder] = useState<readonly string[]>([]);
  const present = cards.filter((card) => order.includes(card.call.id) || mayEnter(card));
  const ordered = orderCards(order, present, focused);
  if (ordered.join() !== order.join()) setOrder(ordered);
  return present.sort((a, b) => ordered.indexOf(a.call.id) - ordered.indexOf(b.call.id));
}
