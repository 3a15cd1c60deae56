/** A PBX gone wild: five thousand events in one second. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { scriptCall } from "#lib/testing/kit/call-script";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { probeHealth } from "#lib/testing/kit/probe-health";
import { seededRandom } from "#lib/testing/kit/random";
import { nothingLost, verdict } from "./verdict";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

it("5,000 events in a second are stored once each, and the product answers meanwhile", async () => {
  const product = await office.start();
  const random = seededRandom(41);
  const calls = [];
  for (let events = 0; events < 5_000;) {
    const call = scriptCall(random, { externalId: String(calls.length + 1) });
    calls.push(call);
    events += call.steps.length;
  }
  const events = calls.flatMap((call) => call.steps.map((step) => step.event));
  const probe = probeHealth(product.url);
  const start = performance.now();
  for (const [index, event] of events.entries()) {
    office.tell(event);
    if (index % 250 === 249) await sleep(index / 5 - (performance.now() - start));
  }
  const found = await office.judge(calls, { timeout: 180_000 });
  const health = await probe.stop();
  expect(verdict(found)).toEqual(nothingLost);
  expect(found.accepted).toBe(events.length);
  expect(found.calls).toBe(calls.length);
  expect(health.statuses).toEqual({ 200: health.count });
  // On a quiet machine a fifth of it: this finds what stands still, not what a neighbour takes.
  expect(health.p99).toBeLessThan(2_500);
});
