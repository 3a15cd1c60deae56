import { describe, expect, it } from "vitest";
import type { CallView } from "#lib/calls/call-view";
import { bringUp, foldCards, orderCards } from "./card-order";
import type { CardModel, CardState } from "../live/cards";

/** Cards by their names; a later name began later. */
const cards = (names: string, states: Record<string, CardState> = {}): CardModel[] =>
  [...names].map((name) => ({
    call: { id: name, startedAt: name } as CallView,
    state: states[name] ?? "ringing",
    takenBy: null,
  }));
const order = (before: string, there: CardModel[], focused: string | null = null) =>
  orderCards([...before], there, focused).join("");

describe("the order of cards", () => {
  it("puts the newest on top", () => {
    expect(order("", cards("abc"))).toBe("cba");
    expect(order("cba", cards("abcd"))).toBe("dcba");
  });

  it("moves nothing when a call changes or leaves", () => {
    expect(order("cba", cards("abc", { a: "active" }))).toBe("cba");
    expect(order("cba", cards("ac"))).toBe("ca");
  });

  it("puts the new below talks at the top, and below the card in use", () => {
    expect(order("ba", cards("abc", { b: "active" }))).toBe("bca");
    expect(order("cba", cards("abcd"), "b")).toBe("cbda");
    expect(order("cba", cards("abcd"), "left")).toBe("dcba");
  });

  it("brings a folded card up to the same place", () => {
    const there = cards("abcd", { d: "active" });
    expect(bringUp([..."dcba"], there, null, "a").join("")).toBe("dacb");
  });
});

describe("folding", () => {
  const names = (list: CardModel[]) => list.map((card) => card.call.id).join("");
  const fold = (...args: Parameters<typeof foldCards>) => {
    const { open, folded } = foldCards(...args);
    return `${names(open)}|${names(folded)}`;
  };

  it("leaves five open", () => {
    expect(fold(cards("abcde"), null)).toBe("abcde|");
    expect(fold(cards("abcdefg"), null)).toBe("abcde|fg");
  });

  it("never folds a talk, or the card in use", () => {
    expect(fold(cards("abcdefg", { g: "active" }), "f")).toBe("abcfg|de");
  });
});
