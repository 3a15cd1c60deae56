/** Which cards are on screen: derived from the live calls, never kept beside them. */
import type { CallView } from "#lib/realtime/events";

export type CardState = "ringing" | "dialling" | "active" | "elsewhere" | "missed";

export interface CardModel {
  call: CallView;
  state: CardState;
  /** Who answered, when it was somebody else. */
  takenBy: { extension: string; userId: string | null } | null;
}

/** A call is a person's own while an extension of theirs rings or talks in it. */
export function cardOf(call: CallView, me: string): CardModel | null {
  if (call.replayed) return null;
  const mine = call.legs.filter((leg) => leg.userId === me);
  if (mine.length === 0) return null;
  const model = (state: CardState, takenBy: CardModel["takenBy"] = null) => ({
    call,
    state,
    takenBy,
  });
  if (call.state === "ended") {
    const missed = call.direction === "incoming" && mine.every((leg) => leg.state === "missed");
    return missed && call.disposition !== "answered" ? model("missed") : null;
  }
  if (mine.some((leg) => leg.state === "answered")) return model("active");
  if (mine.some((leg) => leg.state === "ringing")) {
    return model(call.direction === "outgoing" ? "dialling" : "ringing");
  }
  const other = call.legs.find((leg) => leg.state === "answered");
  const missed = mine.some((leg) => leg.state === "missed");
  return other && missed ? model("elsewhere", other) : null;
}

/** States that are told for a moment and then leave by themselves. */
export function isFarewell(state: CardState): boolean {
  return state === "elsewhere" || state === "missed";
}

/** Newest first; what talks stays above what rings, so that it does not move under the hand. */
export function sortCards(cards: CardModel[]): CardModel[] {
  const rank = (card: CardModel) => (card.state === "active" ? 0 : isFarewell(card.state) ? 2 : 1);
  return cards.sort(
    (a, b) => rank(a) - rank(b) || b.call.startedAt.localeCompare(a.call.startedAt),
  );
}
