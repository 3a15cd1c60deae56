import { describe, expect, it } from "vitest";
import type { CallView } from "#lib/calls/call-view";
import { largeOf, nextCard, orderCards, withoutOldTries } from "./card-order";
import type { CardModel, CardState } from "../live/cards";

/** Cards by their names; a later name began later. */
const cards = (names: string, states: Record<string, CardState> = {}): CardModel[] =>
  [...names].map((name) => ({
    call: { id: name, startedAt: name, clientNumber: { raw: name, e164: null } } as CallView,
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
});

describe("the large card", () => {
  const large = (there: CardModel[], inUse: string | null = null, opened: string | null = null) =>
    largeOf(there, { inUse, opened })?.call.id;

  it("is the talk, else the newest", () => {
    expect(large(cards("abc"))).toBe("c");
    expect(large(cards("abc", { a: "active" }))).toBe("a");
    expect(large([])).toBeUndefined();
  });

  it("is the one in use before the talk, and the one that was opened before the newest", () => {
    const there = cards("abc", { a: "active" });
    expect(large(there, "b", "c")).toBe("b");
    expect(large(there, null, "b")).toBe("a");
    expect(large(cards("abc"), "gone", "b")).toBe("b");
  });

  it("is one that takes leave only when there is no other", () => {
    expect(large(cards("abc", { c: "missed" }))).toBe("b");
    expect(large(cards("c", { c: "missed" }))).toBe("c");
  });
});

describe("the key that leads from card to card", () => {
  const next = (there: CardModel[], from?: string) => nextCard(there, from);

  it("leads to the talk first, then to the others, the newest first, and round", () => {
    const there = cards("abc", { a: "active" });
    expect(next(there)).toBe("a");
    expect(next(there, "a")).toBe("c");
    expect(next(there, "c")).toBe("b");
    expect(next(there, "b")).toBe("a");
  });

  it("leads to none that is leaving", () => {
    const there = cards("abc", { a: "active", c: "missed", b: "elsewhere" });
    expect(next(there)).toBe("a");
    expect(next(there, "c")).toBe("a");
    expect(next(cards("c", { c: "missed" }))).toBeUndefined();
  });
});

describe("calls that nobody took", () => {
  const left = (there: CardModel[]) =>
    withoutOldTries(there)
      .map(({ call }) => call.id)
      .join("");

  it("leave the last one, until its client is on the line again", () => {
    const there = cards("abcd", { a: "tried", b: "wrap-up", c: "tried" });
    expect(left(there)).toBe("bcd");
    const again = {
      ...there[3]!,
      call: { ...there[3]!.call, clientNumber: there[2]!.call.clientNumber },
    };
    expect(left([...there.slice(0, 3), again])).toBe("bd");
  });
});
