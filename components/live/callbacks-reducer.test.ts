import { expect, test } from "vitest";
import type { CallbackView } from "#lib/realtime/events";
import { callbacksFrom, callbacksReducer, type CallbacksAction } from "./callbacks-reducer";

const callback = (id: string, version: number, closed = false) =>
  ({ id, version, closed: closed ? { reason: "talked" } : null }) as unknown as CallbackView;
const changed = (...callbacks: CallbackView[]): CallbacksAction => ({ type: "changed", callbacks });
const snapshot = (...callbacks: CallbackView[]): CallbacksAction => ({
  type: "snapshot",
  callbacks,
});

function after(...actions: CallbacksAction[]) {
  const { byId } = actions.reduce(callbacksReducer, callbacksFrom([callback("a", 2)]));
  return [...byId.values()].map(({ id, version, closed }) => `${id}${version}${closed ? "x" : ""}`);
}

test("the newest version wins, whatever order they come in", () => {
  expect(after(changed(callback("a", 4, true)), changed(callback("a", 3)))).toEqual(["a4x"]);
});

test("what a snapshot does not name is gone, but for what was told since it was asked for", () => {
  const told = changed(callback("b", 1));
  expect(after({ type: "asked" }, told, snapshot())).toEqual(["b1"]);
  expect(after(told, { type: "asked" }, snapshot(callback("c", 1)))).toEqual(["c1"]);
});

test("a snapshot read before a push does not undo it", () => {
  const closed = changed(callback("a", 3, true));
  expect(after({ type: "asked" }, closed, snapshot(callback("a", 2)))).toEqual(["a3x"]);
});
