import { describe, expect, it } from "vitest";
import type { ConnectionView } from "#lib/connections/connection-view";
import { createHealth } from "./health";

const view = (state: ConnectionView["state"], code: string | null = null) =>
  ({ state, code, detail: null }) as ConnectionView;
const wrongToken = { ok: false, status: 401, code: "unauthorized", message: "no" } as const;

describe("what is noticed of a connection", () => {
  it("keeps its states, newest first, each once, and not without end", () => {
    const health = createHealth();
    health.stateReported("a", view("connecting"));
    health.stateReported("a", view("connecting"));
    for (let time = 0; time < 30; time++) {
      health.stateReported("a", view("online"));
      health.stateReported("a", view("waiting", "ECONNREFUSED"));
    }
    const { states } = health.of("a");
    expect(states).toHaveLength(20);
    expect(states.slice(0, 2).map(({ state }) => state)).toEqual(["waiting", "online"]);
    expect(health.of("b").states).toEqual([]);
  });

  it("tells how quickly rings were pushed, once there was one", () => {
    const health = createHealth();
    expect(health.of("a").push).toBeNull();
    for (const took of [...Array<number>(90).fill(10), ...Array<number>(10).fill(5_000)]) {
      health.ringPushed("a", new Date(Date.now() - took));
    }
    const { rings, p50, p95 } = health.of("a").push!;
    expect(rings).toBe(100);
    expect(p50).toBeGreaterThanOrEqual(10);
    expect(p50).toBeLessThan(1_000);
    expect(p95).toBeGreaterThan(4_500);
    // A clock that was set back must not break it.
    health.ringPushed("a", new Date(Date.now() + 60_000));
    expect(health.of("a").push?.rings).toBe(101);
  });

  it("counts what its hook refused, by reason, and forgets the oldest reasons", () => {
    const health = createHealth();
    const ok = { ok: true, answer: { status: 200, body: "1" } } as const;
    health.hookAnswered("a", ok);
    health.hookAnswered("a", wrongToken);
    health.hookAnswered("a", { ...wrongToken, status: 413, code: "too_large" });
    health.hookAnswered("a", wrongToken);
    const { accepted, lastAcceptedAt, refused } = health.of("a").hooks;
    expect([accepted, refused.map(({ status, count }) => [status, count])]).toEqual([
      1,
      [
        [401, 2],
        [413, 1],
      ],
    ]);
    expect(lastAcceptedAt).not.toBeNull();
    // An adapter may refuse with an answer of its own.
    health.hookAnswered("a", { ok: true, answer: { status: 403, body: "wrong token" } });
    expect(health.of("a").hooks.refused[0]).toMatchObject({ status: 403, message: "wrong token" });
    for (let reason = 0; reason < 100; reason++) {
      health.hookAnswered("a", { ...wrongToken, message: `${reason} ${"x".repeat(1_000)}` });
    }
    expect(health.of("a").hooks.refused).toHaveLength(20);
    expect(health.of("a").hooks.refused[0]?.message).toMatch(/^99 x{197}$/);
    health.forget("a");
    expect(health.of("a").hooks.refused).toEqual([]);
  });
});
