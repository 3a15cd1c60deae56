import { expect, it } from "vitest";
import { batchedReading, mostInBatch } from "./batched-reading";

const nap = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A reading that notes its batches, and holds them to one at a time. */
function noted<T>(read: (keys: readonly number[]) => readonly (T | Error)[]) {
  const batches: (readonly number[])[] = [];
  let running = 0;
  const one = batchedReading<number, T>(async (keys) => {
    batches.push(keys);
    expect(++running).toBe(1);
    const answers = read(keys);
    await nap();
    running -= 1;
    return answers;
  });
  return { one, batches };
}

it("begins at once, and gathers who asks meanwhile for the next batch", async () => {
  let value = "early";
  const { one, batches } = noted((keys) => keys.map((key) => `${value} ${key}`));
  const first = one(1);
  await Promise.resolve();
  expect(batches).toEqual([[1]]);
  const second = one(2);
  await Promise.resolve();
  const third = one(3);
  value = "late";
  expect(await Promise.all([first, second, third])).toEqual(["early 1", "late 2", "late 3"]);
  expect(batches).toEqual([[1], [2, 3]]);
});

it("has bounded batches, one after the other, and keeps nothing", async () => {
  const { one, batches } = noted((keys) => keys.map((key) => key * 2));
  const asked = Array.from({ length: 2 * mostInBatch + 1 }, (_, n) => n);
  expect(await Promise.all(asked.map(one))).toEqual(asked.map((n) => n * 2));
  expect(batches.map(({ length }) => length)).toEqual([mostInBatch, mostInBatch, 1]);
  expect(await Promise.all([one(7), one(7)])).toEqual([14, 14]);
  expect(batches.at(-1)).toEqual([7, 7]);
});

it("fails who asked by a key that failed, and nobody else of the batch", async () => {
  const { one } = noted((keys) => keys.map((key) => (key === 0 ? new Error("nobody") : key)));
  const some = await Promise.allSettled([one(0), one(1)]);
  expect(some).toMatchObject([{ status: "rejected" }, { status: "fulfilled", value: 1 }]);
});

it("goes on after a batch that failed", async () => {
  let isAway = true;
  const one = batchedReading(async (keys: readonly number[]) => {
    await nap();
    if (isAway) throw new Error("the database is away");
    return keys;
  });
  const failing = Promise.allSettled([one(1), one(2)]);
  await Promise.resolve();
  await Promise.resolve();
  const next = one(3).catch((error: unknown) => error);
  expect((await failing).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  isAway = false;
  expect(await next).toBe(3);
});
