/** A benchmark is worth what its load is worth: that it is as steady, and as mixed, as it says. */
import { describe, expect, it } from "vitest";
import { clientNumberOf, planLoad } from "./plan";

describe("a steady load", () => {
  const rate = 200;
  const { calls, events, measured } = planLoad({ kind: "steady", rate, seconds: 5 });
  const within = events.filter(({ due }) => due >= measured.from && due < measured.to);

  it("has the asked rate in every tenth of a second that is measured", () => {
    expect(within).toHaveLength(rate * 5);
    for (let from = measured.from; from < measured.to; from += 100) {
      const tenth = within.filter(({ due }) => due >= from && due < from + 100);
      expect(Math.abs(tenth.length - rate / 10)).toBeLessThanOrEqual(1);
    }
  });

  it("holds rings, answers and ends in equal parts, no two at once", () => {
    const of = (phase: number) => within.filter((event) => event.phase === phase).length;
    for (const phase of [0, 1, 2]) expect(Math.abs(of(phase) - within.length / 3)).toBeLessThan(2);
    const gaps = within.slice(1).map(({ due }, index) => due - within[index]!.due);
    expect(Math.min(...gaps)).toBeGreaterThan(1);
  });

  it("plays each call in its order, to its end", () => {
    for (let call = 0; call < calls; call++) {
      const phases = events.filter((event) => event.call === call).map(({ phase }) => phase);
      expect(phases).toEqual([0, 1, 2]);
    }
  });
});

it("a burst mixes many calls, each in its order", () => {
  const { events } = planLoad({ kind: "burst", calls: 300 });
  expect(events).toHaveLength(900);
  expect(new Set(events.map(({ due }) => due))).toEqual(new Set([0]));
  const order = events.filter(({ call }) => call === 7).map(({ phase }) => phase);
  expect(order).toEqual([0, 1, 2]);
  expect(
    events
      .slice(300, 303)
      .map(({ phase }) => phase)
      .sort(),
  ).toEqual([0, 1, 2]);
});

it("gives each call a number of its own, a fifth of them unknown", () => {
  const numbers = Array.from({ length: 10_000 }, (_, call) => clientNumberOf(call, 10_000));
  expect(new Set(numbers).size).toBe(numbers.length);
  const unknown = numbers.filter((number) => number.startsWith("795"));
  expect(unknown).toHaveLength(2_000);
});
