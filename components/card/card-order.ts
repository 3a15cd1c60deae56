/** Where cards stand. What a person talks or works in never moves because another telephone rings. */
import type { CardModel } from "../live/cards";

/** More cards than this fold into a list. */
export const mostOpen = 5;

const idOf = (card: CardModel) => card.call.id;

/**
 * Everything stays where it was; what is new comes on top, the newest first, but below the card that
 * has the focus and below the talks at the top.
 */
export function orderCards(
  order: readonly string[],
  cards: CardModel[],
  focused: string | null,
): string[] {
  const byId = new Map(cards.map((card) => [idOf(card), card]));
  const kept = order.filter((id) => byId.has(id));
  const fresh = cards
    .filter((card) => !kept.includes(idOf(card)))
    .sort((a, b) => b.call.startedAt.localeCompare(a.call.startedAt))
    .map(idOf);
  if (fresh.length === 0) return kept;
  return kept.toSpliced(firstFree(kept, byId, focused), 0, ...fresh);
}

/** The same, with a folded card brought to the top. */
export function bringUp(
  order: readonly string[],
  cards: CardModel[],
  focused: string | null,
  id: string,
): string[] {
  const byId = new Map(cards.map((card) => [idOf(card), card]));
  const others = order.filter((one) => one !== id);
  return others.toSpliced(firstFree(others, byId, focused), 0, id);
}

function firstFree(order: string[], byId: Map<string, CardModel>, focused: string | null): number {
  const waiting = order.findIndex((id) => byId.get(id)?.state !== "active");
  const talks = waiting === -1 ? order.length : waiting;
  return Math.max(talks, focused === null ? 0 : order.indexOf(focused) + 1);
}

/** The cards that are open, and those that fold; a talk and the card in use are always open. */
export function foldCards(
  cards: CardModel[],
  focused: string | null,
): { open: CardModel[]; folded: CardModel[] } {
  const isHeld = (card: CardModel) => card.state === "active" || idOf(card) === focused;
  let room = mostOpen - cards.filter(isHeld).length;
  const open = cards.filter((card) => isHeld(card) || room-- > 0);
  return { open, folded: cards.filter((card) => !open.includes(card)) };
}
