/** The wire to the PBX: reset, closed, or dead without a word. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connectionState } from "#lib/testing/kit/connection-state";
import { admin } from "#lib/testing/kit/office-provision";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { playCalls } from "#lib/testing/kit/play-calls";
import { seededRandom } from "#lib/testing/kit/random";
import { signIn } from "#lib/testing/kit/sign-in";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { nothingLost, verdict } from "./verdict";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

it.each(["rst", "fin"] as const)(
  "cut with %s again and again, is opened anew, and every call's end is there",
  async (how) => {
    await office.start();
    const load = playCalls({ random: seededRandom(71), callsPerSecond: 15, tell: office.tell });
    for (let cut = 0; cut < 3; cut++) {
      await sleep(1_000);
      office.events.cut();
      office.wire.cut(how);
      await waitUntil("the PBX knows", () => office.pbx.clientCount() === 0, { interval: 2 });
      await waitUntil("linked anew", () => office.pbx.clientCount() === 1, { timeout: 10_000 });
    }
    const found = await office.judge(await load.stop());
    expect(verdict(found)).toEqual(nothingLost);
    expect(found.accepted).toBeGreaterThan(100);
  },
);

it("half-open, is noticed within 30 s and replaced", async () => {
  const { url } = await office.start();
  const cookie = await signIn(url, admin);
  const state = () => connectionState(url, cookie);
  const load = playCalls({ random: seededRandom(72), callsPerSecond: 10, tell: office.tell });
  // The last word is heard between two of the link's own questions: the worst moment.
  await sleep(7_000);
  const before = await load.stop();
  await sleep(500);
  expect(await state()).toBe("online");
  office.wire.become({ halfOpen: true });
  const start = performance.now();
  await waitUntil("noticed", async () => (await state()) !== "online", { timeout: 40_000 });
  // Beyond the 30 s that reconnect.test.ts holds to the millisecond: what a busy machine takes to tell.
  expect(performance.now() - start).toBeLessThan(36_000);

  office.wire.become({});
  await waitUntil("online", async () => (await state()) === "online", { timeout: 60_000 });
  const random = seededRandom(73);
  const again = playCalls({ random, callsPerSecond: 10, firstId: 10_001, tell: office.tell });
  await sleep(1_000);
  const after = await again.stop();
  const found = await office.judge([...before, ...after]);
  expect(verdict(found)).toEqual(nothingLost);
  expect(found.calls).toBe(before.length + after.length);
});
