import { expect, test } from "vitest";
import { inOfferedOrder } from "./offered-order";

const outcomes = ["agreed", "call-back", null, "not-interested", "wrong-number"].map((key) => ({
  id: String(key),
  key,
  name: key === null ? "Voicemail" : null,
  askWhen: false,
}));
const offered = (isTry: boolean) =>
  inOfferedOrder(outcomes, { isTry }).map(({ number, key, name }) => `${number} ${key ?? name}`);

test("a talk is offered the outcomes as the team has ordered them", () => {
  expect(offered(false)).toEqual([
    "1 agreed",
    "2 call-back",
    "3 Voicemail",
    "4 not-interested",
    "5 wrong-number",
  ]);
});

test("where nobody took the call, those of talks come last, and each keeps its key", () => {
  expect(offered(true)).toEqual([
    "2 call-back",
    "3 Voicemail",
    "5 wrong-number",
    "1 agreed",
    "4 not-interested",
  ]);
});
