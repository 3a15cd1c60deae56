import { expect, it } from "vitest";
import type { PersonMatch } from "#lib/people/extensions";
import { firstChoice, isNews, withPerson, type Choice } from "./match-choice";

const row = (extension: string, person: PersonMatch["person"], holder?: string): PersonMatch => ({
  extension,
  name: `Person ${extension}`,
  email: null,
  person,
  holder: holder ?? null,
});
const olena = { id: "olena", name: "Olena", extension: null };
const on = (choice: Choice) =>
  [...choice].flatMap(([extension, one]) => (one.on ? [`${extension} ${one.person.name}`] : []));

it("begins with what takes nothing from anybody, once a person", () => {
  const has = { id: "ivan", name: "Ivan", extension: "102" };
  const matches = [
    row("101", olena),
    row("102", has),
    row("103", olena),
    row("104", { ...olena, id: "vera", name: "Vera" }, "Boris"),
    row("105", null),
  ];
  const first = firstChoice(matches);
  expect(on(first)).toEqual(["101 Olena"]);
  expect(isNews(matches[1]!, "ivan")).toBe(false);
  expect(first.has("105")).toBe(false);
});

it("takes anybody for a row, and their other row away", () => {
  const choice = firstChoice([row("101", olena), row("105", null)]);
  const chosen = withPerson(choice, "105", { person: olena, on: true });
  expect(on(chosen)).toEqual(["105 Olena"]);
  expect(on(withPerson(chosen, "105", { person: olena, on: false }))).toEqual([]);
});
