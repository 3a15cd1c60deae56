import { afterEach, expect, it } from "vitest";
import { clockOffset, currentMs, currentTime, followClock } from "./clock";

afterEach(() => clockOffset.clear());

const heard = (ahead: number, took = 4) => {
  const before = Date.now();
  followClock({ database: before + took / 2 + ahead, before, after: before + took });
};

it("is this machine's clock while nobody knows better", () => {
  expect(Math.abs(currentMs() - Date.now())).toBeLessThan(50);
});

it("is the database's, however far this machine's is off", () => {
  for (const ahead of [60_000, -60_000]) {
    heard(ahead);
    expect(Math.abs(currentMs() - (Date.now() + ahead))).toBeLessThan(50);
    expect(currentTime().getTime()).toBeGreaterThan(0);
  }
});

it("does not jump with each answer that was a moment on its way", () => {
  heard(60_000);
  const offset = clockOffset.peek();
  for (const ahead of [60_020, 59_950, 60_090]) heard(ahead);
  expect(clockOffset.peek()).toBe(offset);
});

it("is not set by an answer that took long", () => {
  heard(60_000, 2_000);
  expect(clockOffset.peek()).toBeUndefined();
});
