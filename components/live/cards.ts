/** Which cards are on screen, derived from the live calls and never kept beside them. */
import { type CallView, type CardStage, wrapUpWindow } from "#lib/calls/call-view";
import { talkersOf } from "#lib/calls/handovers";

export type CardState =
  "ringing" | "dialling" | "active" | "wrap-up" | "tried" | "elsewhere" | "missed";

export interface CardModel {
  call: CallView;
  state: CardState;
  /** Who answered, when it was somebody else. */
  takenBy: { extension: string; userId: string | null } | null;
}

/**
 * A call is a person's own while an extension of theirs rings or talks in it, and after a talk of
 * theirs until they have put it away: ended, or handed on, is not completed.
 */
export function cardOf(call: CallView, me: string, now = Date.now()): CardModel | null {
  if (call.replayed) return null;
  const mine = call.legs.filter((leg) => leg.userId === me);
  if (mine.length === 0) return null;
  const model = (state: CardState, takenBy: CardModel["takenBy"] = null) => ({
    call,
    state,
    takenBy,
  });
  if (call.state === "ended") {
    const talked = mine.some((leg) => leg.answeredAt !== null);
    if (talked || isTry(call)) {
      const endedAt = new Date(call.endedAt ?? 0).getTime();
      return now - endedAt < wrapUpWindow ? model(talked ? "wrap-up" : "tried") : null;
    }
    const missed = call.direction === "incoming" && mine.every((leg) => leg.state === "missed");
    return missed && call.disposition !== "answered" ? model("missed") : null;
  }
  if (mine.some((leg) => leg.state === "answered")) return model("active");
  if (mine.some((leg) => leg.state === "ringing")) {
    return model(call.direction === "outgoing" ? "dialling" : "ringing");
  }
  // Handed on: what there is to say about it is fresh now, not when the colleague has done.
  if (mine.some((leg) => leg.answeredAt !== null)) return model("wrap-up");
  const other = call.legs.find((leg) => leg.state === "answered");
  const missed = mine.some((leg) => leg.state === "missed");
  return other && missed ? model("elsewhere", other) : null;
}

/** Nobody took the call that a person made; one that the provider refused, or lost, was none. */
function isTry({ direction, answeredAt, failure }: CallView): boolean {
  return direction === "outgoing" && answeredAt === null && failure === null;
}

/** Who had the client on the line before the person: who handed the call over. Null when it came straight to them. */
export function handedOverBy(call: CallView, me: string): CardModel["takenBy"] {
  const talkers = talkersOf(call);
  const own = talkers.findLastIndex(({ userId }) => userId === me);
  const before = own === -1 ? talkers : talkers.slice(0, own);
  return before.findLast(({ userId }) => userId !== me) ?? null;
}

const stages: Record<CardState, CardStage> = {
  ringing: "ringing",
  dialling: "ringing",
  active: "active",
  "wrap-up": "wrap-up",
  tried: "wrap-up",
  elsewhere: "farewell",
  missed: "farewell",
};

export const stageOf = (card: CardModel): CardStage => stages[card.state];

/** States that are told for a moment and then leave by themselves. */
export const isFarewell = (card: CardModel): boolean => stageOf(card) === "farewell";

/** Put away at this very stage; who put a ringing card away needs no farewell from it either. */
export function isPutAway(card: CardModel, stage: CardStage | null): boolean {
  return stage !== null && (stage === stageOf(card) || isFarewell(card));
}

/** The person's own talk: under way, whether its card is seen or not, or over and not yet put away. */
export function ownTalk(call: CallView | undefined, me: string): CardModel | null {
  const card = call ? cardOf(call, me) : null;
  if (card?.state === "active") return card;
  if (card?.state !== "wrap-up") return null;
  const mine = card.call.legs.filter(({ userId }) => userId === me);
  return mine.some(({ dismissed }) => isPutAway(card, dismissed)) ? null : card;
}
