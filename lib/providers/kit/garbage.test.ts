import { expect, it } from "vitest";
import { ProviderError } from "../contract";
import { createGarbage } from "./garbage";

function link() {
  const lines: string[] = [];
  const note = (_: object, words: string) => void lines.push(words);
  const state = { time: 0, givenUp: 0, lines };
  const log = { debug: note, info: note, warn: note, error: note };
  const garbage = createGarbage(
    { log, now: () => new Date(state.time) },
    { giveUp: () => state.givenUp++ },
  );
  const keep = () => garbage.keep(Buffer.from("x"), new ProviderError("unreadable", "is not XML"));
  return { state, garbage, keep };
}

it("keeps the first unreadable frames, counts the others, and leaves a server alone that sends no others", () => {
  const { state, keep } = link();
  const kept = Array.from({ length: 20_000 }, keep).flat();
  expect(kept).toHaveLength(100);
  expect(kept[0]).toMatchObject({ raw: "x", refused: { message: "is not XML" } });
  // At the 501st, and again after 401 more each time.
  expect(state.givenUp).toBe(49);
  expect(state.lines).toHaveLength(1 + state.givenUp);
});

it("keeps all of them between frames that can be read, and says so at the beginning and the end", () => {
  const { state, garbage, keep } = link();
  for (let n = 0; n < 1_000; n++) {
    expect(keep()).toHaveLength(1);
    garbage.readable();
  }
  expect(state.lines).toHaveLength(1);
  state.time += 61_000;
  for (let n = 0; n < 10; n++) garbage.readable();
  expect(state.lines).toEqual([
    "frames come that can't be read: they are set aside",
    "all frames can be read again",
  ]);
  expect(state.givenUp).toBe(0);
});
