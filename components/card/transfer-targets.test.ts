import { expect, it } from "vitest";
import type { TransferTarget } from "#lib/calls/occupation";
import { chooseTarget, matchingTargets } from "./transfer-targets";

const target = (name: string, extension: string): TransferTarget => ({
  userId: name,
  name,
  extension,
  away: false,
  doNotDisturb: false,
  busy: false,
});
const team = [target("Олена", "101"), target("Ivan", "102"), target("Ivanka", "112")];

it.each([
  ["", null],
  ["  ", null],
  ["олен", "101"],
  ["ivan", null],
  ["ivanka", "112"],
  ["102", "102"],
  ["*77", "*77"],
  ["nobody", null],
])("%j means %j", (typed, extension) => {
  expect(chooseTarget(team, typed)).toBe(extension);
});

it("shows everybody who fits, by name and by extension", () => {
  const names = (typed: string) => matchingTargets(team, typed).map(({ name }) => name);
  expect(names("")).toEqual(["Олена", "Ivan", "Ivanka"]);
  expect(names("IVAN")).toEqual(["Ivan", "Ivanka"]);
  expect(names("10")).toEqual(["Олена", "Ivan"]);
});
