import { expect, it } from "vitest";
import { describeField } from "./change-entry";

const people: Record<string, string> = { "1": "Olena", "2": "Ivan" };
const words = (field: string, value: string) =>
  field === "ownerId" ? (people[value] ?? null) : null;

it.each([
  ["ownerId", "1", "2", [{ how: "changed", from: "Olena", to: "Ivan" }]],
  ["ownerId", null, "1", [{ how: "set", value: "Olena" }]],
  ["name", "1", "A", [{ how: "changed", from: "1", to: "A" }]],
  ["source", "fair", null, [{ how: "cleared", value: "fair" }]],
  [
    "tags",
    ["A", "B"],
    ["B", "C"],
    [
      { how: "removed", value: "A" },
      { how: "added", value: "C" },
    ],
  ],
  ["numbers", null, ["101"], [{ how: "added", value: "101" }]],
  ["doNotCall", false, true, [{ how: "on" }]],
  ["doNotCall", true, false, [{ how: "off" }]],
  ["note", "a\n b", "a b", []],
  ["note", null, "x".repeat(200), [{ how: "set", value: `${"x".repeat(79)}…` }]],
] as const)("%s from %j to %j", (field, from, to, expected) => {
  expect(describeField({ field, from, to }, words)).toEqual(expected);
});
