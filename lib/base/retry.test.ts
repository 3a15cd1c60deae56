import { describe, expect, it } from "vitest";
import { doubling, retry } from "./retry";

/** Fails so often, then answers with the times of its runs. */
function failing(times: number) {
  const runs: number[] = [];
  return () => {
    runs.push(performance.now());
    if (runs.length <= times) throw new TypeError(`run ${runs.length}`);
    return runs;
  };
}

describe("retry", () => {
  it("runs again until it succeeds, with pauses that double up to the longest", async () => {
    const runs = await retry(failing(4), { pause: doubling(20, 50) });
    const pauses = runs.slice(1).map((at, index) => at - runs[index]!);
    expect(pauses).toHaveLength(4);
    [20, 40, 50, 50].forEach((least, index) => expect(pauses[index]).toBeGreaterThan(least - 2));
  });

  it("throws the failure that onFailure gives up at", async () => {
    const onFailure = (_failure: unknown, failures: number) => failures < 3;
    await expect(retry(failing(9), { pause: 1, onFailure })).rejects.toThrow("run 3");
  });

  it("gives up in the middle of a pause when its signal says so", async () => {
    const stop = new AbortController();
    const began = performance.now();
    const retried = retry(failing(9), { pause: 10_000, signal: stop.signal });
    setTimeout(() => stop.abort(new Error("closing")), 5);
    await expect(retried).rejects.toThrow("closing");
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
