/** Told to stop in the middle of a busy hour. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { playCalls } from "#lib/testing/kit/play-calls";
import { seededRandom } from "#lib/testing/kit/random";
import { nothingLost, verdict } from "./verdict";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

it("SIGTERM under load ends with 0 within 10 s, and nothing is lost", async () => {
  const product = await office.start();
  const load = playCalls({ random: seededRandom(21), callsPerSecond: 40, tell: office.tell });
  await sleep(3_000);
  const { code, signal, took } = await product.stop("SIGTERM");
  expect([code, signal]).toEqual([0, null]);
  expect(took).toBeLessThan(10_000);
  await office.start();
  const found = await office.judge(await load.stop());
  expect(verdict(found)).toEqual(nothingLost);
  expect(found.accepted).toBeGreaterThan(200);
});
