import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { RawMessage } from "../contract";
import { createOutbox } from "./outbox";

const messages = (from: number, count: number): RawMessage[] =>
  Array.from({ length: count }, (_, index) => ({ key: String(from + index), raw: "" }));
/** A limit for what hangs: on a busy machine a moment is long. */
const eventually = { timeout: 30_000, interval: 5 };
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

function storage() {
  const kept: string[] = [];
  const batches: number[] = [];
  const state = { away: false, slow: 0, kept, batches, paused: 0, resumed: 0 };
  const abort = new AbortController();
  const outbox = createOutbox(
    {
      log,
      signal: abort.signal,
      async emit(batch) {
        await new Promise((resolve) => setTimeout(resolve, state.slow));
        if (state.away) throw new Error("disk full");
        batches.push(batch.length);
        kept.push(...batch.map(({ key }) => key));
        return batch.map((_, index) => index + 1);
      },
    },
    { pause: () => state.paused++, resume: () => state.resumed++ },
  );
  return { state, outbox, abort };
}

describe("the outbox", () => {
  it("keeps the order, and loses nothing that comes while it stores", async () => {
    const { state, outbox } = storage();
    state.slow = 1;
    for (let at = 0; at < 60; at += 3) {
      outbox.add(messages(at, 3));
      await new Promise((resolve) => setTimeout(resolve, at % 2));
    }
    await vi.waitFor(() => expect(state.kept).toHaveLength(60), eventually);
    expect(state.kept).toEqual([...state.kept].sort((a, b) => Number(a) - Number(b)));
  });

  it("stores a frame's messages at once, and a long history in parts", async () => {
    const { state, outbox } = storage();
    outbox.add(messages(0, 3));
    outbox.add(messages(3, 1_200));
    await vi.waitFor(() => expect(state.kept).toHaveLength(1_203), eventually);
    expect(state.batches).toEqual([3, 500, 500, 200]);
  });

  it("lets the other side wait while storage is away, and loses nothing", async () => {
    const { state, outbox } = storage();
    state.away = true;
    for (let at = 0; at < 12_000; at += 100) outbox.add(messages(at, 100));
    expect([state.paused, state.resumed]).toEqual([1, 0]);
    state.away = false;
    await vi.waitFor(() => expect(state.kept).toHaveLength(12_000), eventually);
    expect([state.paused, state.resumed]).toEqual([1, 1]);
  });

  it("tries once more when the connection is closed, then ends", async () => {
    const { state, outbox, abort } = storage();
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    state.away = true;
    outbox.add(messages(0, 1));
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(1);
    state.away = false;
    abort.abort();
    // Without the pause that was under way.
    await vi.advanceTimersByTimeAsync(1);
    expect(state.kept).toEqual(["0"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
