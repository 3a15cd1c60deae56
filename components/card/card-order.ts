/** Where cards stand, which of them is large, and which comes next by key. */
import { isFarewell, type CardModel } from "../live/cards";

const idOf = (card: CardModel) => card.call.id;
const byAge = (a: CardModel, b: CardModel) => b.call.startedAt.localeCompare(a.call.startedAt);

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
    .sort(byAge)
    .map(idOf);
  if (fresh.length === 0) return kept;
  const waiting = kept.findIndex((id) => byId.get(id)?.state !== "active");
  const talks = waiting === -1 ? kept.length : waiting;
  const place = Math.max(talks, focused === null ? 0 : kept.indexOf(focused) + 1);
  return kept.toSpliced(place, 0, ...fresh);
}

/**
 * One card is large, all others are one line each: the one in use, else the talk, else the one somebody has
 * opened, else the newest. One that takes leave is large only when there is no other.
 */
export function largeOf(
  cards: CardModel[],
  { inUse, opened }: { inUse: string | null; opened: string | null },
): CardModel | null {
  const staying = cards.filter((card) => !isFarewell(card));
  const named = (id: string | null) => cards.find((card) => idOf(card) === id);
  return (
    named(inUse) ??
    staying.find(({ state }) => state === "active") ??
    named(opened) ??
    staying.toSorted(byAge)[0] ??
    cards.toSorted(byAge)[0] ??
    null
  );
}

/**
 * Of the calls that nobody took only the last one waits for what there is to say, and no longer than until its
 * client is on the line again: who dials all day would have a heap of them.
 */
export function withoutOldTries(cards: CardModel[]): CardModel[] {
  const [last] = cards.filter(({ state }) => state === "tried").sort(byAge);
  const isSameClient = ({ call }: CardModel) =>
    call.clientNumber.raw === last?.call.clientNumber.raw ||
    (call.clientNumber.e164 !== null && call.clientNumber.e164 === last?.call.clientNumber.e164);
  const isOver = cards.some(
    (card) => last && isSameClient(card) && card.call.startedAt > last.call.startedAt,
  );
  return cards.filter((card) => card.state !== "tried" || (card === last && !isOver));
}

/** The card that one key leads to: from outside the talk, else the newest; from each card the next one. */
export function nextCard(cards: CardModel[], from: string | undefined): string | undefined {
  const talkFirst = (card: CardModel) => (card.state === "active" ? 0 : 1);
  const ids = cards
    .filter((card) => !isFarewell(card))
    .sort((a, b) => talkFirst(a) - talkFirst(b) || byAge(a, b))
    .map(idOf);
  return ids[(ids.indexOf(from ?? "") + 1) % ids.length];
}

/** The call whose note is at hand from anywhere: the talk, else the newest that the person makes. */
export function notedCall(cards: CardModel[]): string | undefined {
  const own = cards.filter(({ state }) => state === "active" || state === "dialling");
  return nextCard(own, undefined);
}
