import { expect, it, vi } from "vitest";
import type { ActionResult } from "#lib/auth/action";
import { inChunks } from "./in-chunks";

const ids = Array.from({ length: 1_200 }, (_, index) => String(index));
const counted = async (some: string[]) => ({
  ok: true as const,
  data: { count: some.length, changed: some.slice(0, 1) },
});

it("puts together what an action answers for 500 contacts at a time", async () => {
  const onProgress = vi.fn();
  const { answer, last } = await inChunks(ids, counted, onProgress);
  expect(answer).toEqual({ count: 1_200, changed: ["0", "500", "1000"] });
  expect(last.ok).toBe(true);
  expect(onProgress.mock.calls).toEqual([[500], [1_000]]);
});

it("ends with the first that fails, and keeps what was done", async () => {
  const asked: number[] = [];
  const { answer, last } = await inChunks(ids, async (some) => {
    asked.push(some.length);
    const failed: Awaited<ReturnType<typeof counted>> | ActionResult<never> =
      asked.length < 2 ? await counted(some) : { ok: false, code: "failed" };
    return failed;
  });
  expect(asked).toEqual([500, 500]);
  expect(answer).toEqual({ count: 500, changed: ["0"] });
  expect(last).toEqual({ ok: false, code: "failed" });
});
