import { describe, expect, it } from "vitest";
import { createRateLimit } from "./rate-limit";

describe("rate limit", () => {
  it("lets so many pass in a period, and says when the next may", () => {
    const limit = createRateLimit({ most: 2, period: 10_000 });
    expect(limit.take("a", 0)).toBe(0);
    expect(limit.take("a", 4_000)).toBe(0);
    expect(limit.take("a", 5_500)).toBe(5);
    expect(limit.take("b", 5_500)).toBe(0);
    expect(limit.take("a", 10_000)).toBe(0);
  });

  it("makes a key wait by a pause of its own, from the last that may pass on", () => {
    const pause = (beyond: number) => 1_000 * 2 ** beyond;
    const limit = createRateLimit({ most: 2, period: 60_000, pause });
    limit.count("a", 0);
    expect(limit.wait("a", 0)).toBe(0);
    limit.count("a", 0);
    expect(limit.wait("a", 0)).toBe(1);
    limit.count("a", 0);
    expect(limit.wait("a", 0)).toBe(2);
    limit.forget("a");
    expect(limit.wait("a", 0)).toBe(0);
  });

  it("remembers the latest keys alone", () => {
    const limit = createRateLimit({ most: 1, period: 60_000 });
    limit.take("first", 0);
    for (let key = 0; key < 10_000; key++) limit.take(String(key), 0);
    expect(limit.wait("first", 0)).toBe(0);
    expect(limit.wait("9999", 0)).toBe(60);
  });
});
