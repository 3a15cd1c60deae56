import { describe, expect, it, test } from "vitest";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { CallView } from "#lib/calls/call-view";
import { aCall } from "#lib/testing/kit/views";
import {
  type CallbacksAction,
  callbacksFrom,
  callbacksReducer,
  type LiveAction,
  liveCallsReducer,
  noCalls,
} from "./picture";

const call = (id: string, version: number, state: CallView["state"] = "ringing"): CallView =>
  aCall({ id, version, state });
const play = (...actions: LiveAction[]) => actions.reduce(liveCallsReducer, noCalls);
const states = (...actions: LiveAction[]) =>
  [...play(...actions).byId.values()].map((call) => `${call.id} v${call.version} ${call.state}`);
const push = (view: CallView): LiveAction => ({ type: "call", call: view });

describe("live calls", () => {
  it("never go back to an older version", () => {
    expect(states(push(call("a", 2, "active")), push(call("a", 1)))).toEqual(["a v2 active"]);
  });

  it("stay the very same object when nothing is new", () => {
    const before = play(push(call("a", 2)));
    expect(liveCallsReducer(before, push(call("a", 2)))).toBe(before);
  });

  const asked: LiveAction = { type: "asked" };

  it("are what a snapshot says, except for what is newer", () => {
    expect(
      states(
        push(call("gone", 3)),
        push(call("over", 3, "ended")),
        push(call("b", 5, "active")),
        asked,
        { type: "snapshot", calls: [call("b", 4), call("c", 1)] },
      ),
    ).toEqual(["b v5 active", "c v1 ringing"]);
  });

  it("keep what began after the snapshot was read", () => {
    expect(
      states(push(call("gone", 3)), asked, push(call("new", 1)), { type: "snapshot", calls: [] }),
    ).toEqual(["new v1 ringing"]);
  });

  it("count a version that was skipped, once; a first version is none", () => {
    const pushes = [push(call("a", 4)), push(call("a", 5)), push(call("a", 7)), push(call("a", 6))];
    expect(pushes.map((_, n) => play(...pushes.slice(0, n + 1)).gaps)).toEqual([0, 0, 1, 1]);
  });

  it("end the same whatever order the pushes come in", () => {
    const pushes = [
      push(call("a", 1)),
      push(call("a", 2, "active")),
      push(call("a", 3, "ended")),
      push(call("b", 1)),
      push(call("b", 2, "ended")),
    ];
    const wanted = ["a v3 ended", "b v2 ended"];
    for (let seed = 1; seed <= 200; seed++) {
      let random = seed;
      const next = () => (random = (random * 48_271) % 2_147_483_647);
      const shuffled = pushes
        .flatMap((push) => (next() % 3 === 0 ? [push, push] : [push]))
        .map((action) => [next(), action] as const)
        .sort(([a], [b]) => a - b)
        .map(([, one]) => one);
      expect(states(...shuffled).sort()).toEqual(wanted);
    }
  });

  it("forget the oldest ended ones, never one under way", () => {
    const many = Array.from({ length: 300 }, (_, n) => push(call(`e${n}`, 1, "ended")));
    const { byId } = play(push(call("live", 1)), ...many);
    expect(byId.size).toBeLessThanOrEqual(200);
    expect(byId.has("live")).toBe(true);
    expect(byId.has("e299")).toBe(true);
  });
});

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

test("what a snapshot does not name is gone, but for what was pushed since it was asked for", () => {
  const pushed = changed(callback("b", 1));
  expect(after({ type: "asked" }, pushed, snapshot())).toEqual(["b1"]);
  expect(after(pushed, { type: "asked" }, snapshot(callback("c", 1)))).toEqual(["c1"]);
});

test("a snapshot says nothing of those that are closed: whoever still talks about one keeps it", () => {
  const closed = changed(callback("a", 3, true));
  expect(after(closed, { type: "asked" }, snapshot())).toEqual(["a3x"]);
  expect(after(closed, { type: "asked" }, snapshot(callback("a", 4)))).toEqual(["a4"]);
});

test("a snapshot read before a push does not undo it", () => {
  const closed = changed(callback("a", 3, true));
  expect(after({ type: "asked" }, closed, snapshot(callback("a", 2)))).toEqual(["a3x"]);
});
