import { expect, it } from "vitest";
import { sharedReading } from "./shared-reading";

it("reads once for all who ask before it begins, one reading after the other", async () => {
  let value = 1;
  let running = 0;
  let readings = 0;
  const read = sharedReading(async () => {
    readings += 1;
    expect(++running).toBe(1);
    const seen = value;
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    return seen;
  });
  const early = Array.from({ length: 50 }, read);
  await new Promise((resolve) => setTimeout(resolve, 1));
  value = 2;
  const late = Array.from({ length: 50 }, read);
  expect(new Set(await Promise.all(early))).toEqual(new Set([1]));
  expect(new Set(await Promise.all(late))).toEqual(new Set([2]));
  expect(readings).toBe(2);
});

it("goes on after a reading that failed", async () => {
  let fails = true;
  const read = sharedReading(async () => {
    if (fails) throw new Error("the database is away");
    return "read";
  });
  await expect(read()).rejects.toThrow("the database is away");
  fails = false;
  expect(await read()).toBe("read");
});
