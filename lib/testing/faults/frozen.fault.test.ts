/** The product's machine sleeps, or is starved, for longer than any link may be silent. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { playCalls } from "#lib/testing/kit/play-calls";
import { seededRandom } from "#lib/testing/kit/random";
import { nothingLost, verdict } from "./verdict";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

it("frozen for 40 s, it takes up what came meanwhile on the link it has", async () => {
  const product = await office.start();
  const load = playCalls({ random: seededRandom(101), callsPerSecond: 5, tell: office.tell });
  await sleep(1_000);
  process.kill(product.pid, "SIGSTOP");
  await sleep(40_000);
  process.kill(product.pid, "SIGCONT");
  await sleep(1_000);
  const calls = await load.stop();
  const found = await office.judge(calls);
  expect(verdict(found)).toEqual(nothingLost);
  expect(found.accepted).toBe(calls.flatMap((call) => call.steps).length);
});
