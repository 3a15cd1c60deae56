import { expect, it } from "vitest";
import { byEachName, namedIn, splitMentions } from "./mention-text";

const people = ["Ivan", "Ivan Petrov", "Олена (склад)", "a.b"].map((name) => ({ name }));
const named = (text: string) => namedIn(text, people).map(({ name }) => name);

it("names whole names alone, the longest that fits, in any case", () => {
  expect(named("@Ivan, ask @олена (склад)!")).toEqual(["Ivan", "Олена (склад)"]);
  expect(named("@Ivan Petrov knows")).toEqual(["Ivan Petrov"]);
  expect(named("@Ivanov, @Ivan2, me@Ivan.test, Ivan, @ Ivan, @Iva")).toEqual([]);
  expect(named("(@Ivan)\n@Ivan Petrov.")).toEqual(["Ivan", "Ivan Petrov"]);
  expect(named("@a.b and @aXb")).toEqual(["a.b"]);
  expect(namedIn("@Ivan", [])).toEqual([]);
});

it("cuts a text into pieces that are the text again", () => {
  const text = "ask @Ivan or @Ivan Petrov today";
  const pieces = splitMentions(text, ["Ivan", "Ivan Petrov"]);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  const mentions = pieces.filter(({ isMention }) => isMention);
  expect(mentions.map((piece) => piece.text)).toEqual(["@Ivan", "@Ivan Petrov"]);
});

it("names by a first name whoever alone has it", () => {
  const team = ["Ivan Petrov", "Anna Shaw", "Anna Doyle", "Vera", "Vera Novak"];
  const known = byEachName(team.map((name, id) => ({ id, name })));
  const meant = (text: string) => namedIn(text, known).map(({ id }) => team[id]);
  expect(meant("@Ivan pls check, @ivan!")).toEqual(["Ivan Petrov"]);
  expect(meant("@Ivan Petrov and @Ivan")).toEqual(["Ivan Petrov", "Ivan Petrov"]);
  expect(meant("@Anna asks")).toEqual([]);
  expect(meant("@Anna Doyle asks")).toEqual(["Anna Doyle"]);
  expect(meant("@Vera")).toEqual(["Vera"]);
  expect(meant("@ivan_p, @Ivan-Pavlo, @Ivanov")).toEqual([]);
});
