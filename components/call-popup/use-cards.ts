import { useMemo } from "react";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import { foldCards } from "./card-order";
import { cardOf, isFarewell, type CardModel } from "./cards";
import { useDismissals } from "./use-dismissals";
import { useOrder } from "./use-order";

/**
 * The cards of this screen: which there are, in which order, and which of them are folded.
 * @param focused the call whose card or strip has the focus
 */
export function useCards(focused: string | null) {
  const { userId: me } = useMe();
  const calls = useLiveCalls();
  const { isGone, dismiss, putAway, leave } = useDismissals(me);

  const models = useMemo(
    () => [...calls.values()].map((call) => cardOf(call, me)).filter((card) => card !== null),
    [calls, me],
  );
  const there = models.filter((card) => !isGone(card));
  const isStrip = (card: CardModel) => card.state === "wrap-up";
  // Only what was seen under way says good-bye: a page that comes later shows no old farewells.
  const cards = useOrder(
    there.filter((card) => !isStrip(card)),
    focused,
    (card) => !isFarewell(card),
  );
  const strips = useOrder(there.filter(isStrip), focused);

  return {
    ...foldCards(cards.sorted, focused),
    ringing: cards.sorted.filter((card) => card.state === "ringing"),
    strips: strips.sorted,
    dismiss,
    putAway,
    leave,
    bring: cards.bring,
  };
}
