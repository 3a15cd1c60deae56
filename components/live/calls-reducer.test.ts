import { describe, expect, it } from "vitest";
import type { CallView } from "#lib/realtime/events";
import { liveCallsReducer, noCalls, type LiveAction } from "./calls-reducer";

function call(id: string, version: number, state: CallView["state"] = "ringing"): CallView {
  return {
    id,
    version,
    connection: "office",
    direction: "incoming",
    state,
    disposition: null,
    clientNumber: { raw: "1", e164: null },
    trunk: null,
    contact: null,
    candidates: [],
    legs: [],
    startedAt: "2026-01-01T00:00:00.000Z",
    answeredAt: null,
    endedAt: null,
    talkSeconds: null,
    hasRecording: false,
    replayed: false,
    failure: null,
    clientCard: null,
    routing: null,
    outcome: null,
  };
}
const play = (...actions: LiveAction[]) => actions.reduce(liveCallsReducer, noCalls);
const states = (...actions: LiveAction[]) =>
  [...play(...actions).byId.values()].map((one) => `${one.id} v${one.version} ${one.state}`);
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
        .flatMap((one) => (next() % 3 === 0 ? [one, one] : [one]))
        .map((one) => [next(), one] as const)
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
