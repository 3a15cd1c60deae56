import { useState } from "react";
import { bringUp, orderCards } from "./card-order";
import type { CardModel } from "./cards";

/**
 * Cards in an order that stays (card-order.ts).
 * @param mayEnter of the cards that were not there before
 */
export function useOrder(
  cards: CardModel[],
  focused: string | null,
  mayEnter: (card: CardModel) => boolean = () => true,
) {
  const [order, setOrder] = useState<readonly string[]>([]);
  const present = cards.filter((card) => order.includes(card.call.id) || mayEnter(card));
  const ordered = orderCards(order, present, focused);
  if (ordered.join() !== order.join()) setOrder(ordered);
  return {
    sorted: present.sort((a, b) => ordered.indexOf(a.call.id) - ordered.indexOf(b.call.id)),
    bring: (id: string) => setOrder((before) => bringUp(before, present, focused, id)),
  };
}
