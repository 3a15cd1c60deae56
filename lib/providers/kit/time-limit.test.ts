import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { withTimeLimit } from "./time-limit";

const never = (signal: AbortSignal) =>
  new Promise<string>((resolve) =>
    signal.addEventListener("abort", () => resolve("aborted"), { once: true }),
  );

it("ends work when time is up, whatever the garbage collector does meanwhile", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const lifetime = new AbortController();
  const work = withTimeLimit(200, [lifetime.signal, undefined], never);
  await sleep(20);
  collect();
  expect(await Promise.race([work, sleep(5_000)])).toBe("aborted");
});

it("ends work with the first signal, and at once when one has aborted before", async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const work = withTimeLimit(60_000, [first.signal, second.signal], never);
  second.abort();
  expect(await work).toBe("aborted");
  const late = await withTimeLimit(60_000, [second.signal], (signal) =>
    Promise.resolve(signal.aborted),
  );
  expect(late).toBe(true);
});

it("hands on what the work comes to", async () => {
  expect(await withTimeLimit(60_000, [], () => Promise.resolve(7))).toBe(7);
  const failed = withTimeLimit(60_000, [], () => Promise.reject(new Error("no")));
  await expect(failed).rejects.toThrow("no");
});
