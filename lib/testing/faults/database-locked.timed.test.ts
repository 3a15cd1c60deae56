/** Another process holds SQLite's write lock for longer than anybody waits. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockSqlite } from "#lib/testing/kit/lock-sqlite";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { playCalls } from "#lib/testing/kit/play-calls";
import { probeHealth } from "#lib/testing/kit/probe-health";
import { seededRandom } from "#lib/testing/kit/random";
import { nothingLost, verdict } from "./verdict";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

it("a lock of 10 s stalls nothing, loses nothing, and all is applied after it", async () => {
  const product = await office.start();
  const load = playCalls({ random: seededRandom(31), callsPerSecond: 10, tell: office.tell });
  const lock = await lockSqlite(office.databaseUrl.replace("file:", ""), 10_000);
  const probe = probeHealth(product.url);
  await lock.released;
  const health = await probe.stop();
  expect(health.statuses).toEqual({ 200: health.count });
  // A machine shared with others may hiccup now and then; a blocked event loop is late every time.
  expect(health.count).toBeGreaterThan(50);
  expect(health.p99).toBeLessThan(250);
  const calls = await load.stop();
  const found = await office.judge(calls);
  expect(verdict(found)).toEqual(nothingLost);
  expect(found.accepted).toBe(calls.flatMap((call) => call.steps).length);
});
