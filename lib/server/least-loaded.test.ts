import { expect, it } from "vitest";
import { leastLoaded } from "./least-loaded";

const load = (name: string, underWay: number, taken = 0, isOpen = true) => ({
  name,
  underWay,
  taken,
  isOpen,
});

it.each([
  ["the fewest under way", [load("a", 2), load("b", 1, 90), load("c", 3)], "b"],
  ["of equals the one that was given the fewest", [load("a", 1, 7), load("b", 1, 6)], "b"],
  ["of those alike in all the first", [load("a", 0), load("b", 0)], "a"],
  ["none that is away", [load("a", 0, 0, false), load("b", 5, 9)], "b"],
  ["nobody when all are away", [load("a", 0, 0, false)], undefined],
])("takes %s", (_, processes, chosen) => {
  expect(leastLoaded(processes)?.name).toBe(chosen);
});
