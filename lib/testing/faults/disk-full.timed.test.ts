/** No space left where the data is. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { admin } from "#lib/testing/kit/office-provision";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { playCalls } from "#lib/testing/kit/play-calls";
import { askHealth, probeHealth } from "#lib/testing/kit/probe-health";
import { seededRandom } from "#lib/testing/kit/random";
import { signIn } from "#lib/testing/kit/sign-in";
import { mountSmallDisk } from "#lib/testing/kit/small-disk";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { nothingLost, verdict } from "./verdict";

const disk = mountSmallDisk(16);
afterAll(() => disk?.remove());

describe.skipIf(!disk)("a full disk", () => {
  let office: ProductOffice;
  beforeEach(async () => void (office = await openProductOffice({ dataDir: disk!.path })));
  afterEach(() => office.close());

  it("stops no reading; with space again all that was held is stored, none is lost", async () => {
    const product = await office.start();
    const cookie = await signIn(product.url, admin);
    const load = playCalls({ random: seededRandom(91), callsPerSecond: 40, tell: office.tell });
    await sleep(1_000);
    disk!.fill();
    const probe = probeHealth(product.url);
    await nothingMoreIsStored();

    const answer = await fetch(`${product.url}/api/v1/calls`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { calls: unknown[] }).calls.length).toBeGreaterThan(0);
    await sleep(5_000);
    const health = await probe.stop();
    expect(health.statuses[0]).toBeUndefined();
    expect(health.statuses[503]).toBeGreaterThan(0);
    expect(health.p99).toBeLessThan(1_000);

    disk!.free();
    const calls = await load.stop();
    const sent = calls.flatMap((call) => call.steps).length;
    const db = await office.reader();
    const allStored = async () => (await db.inboxMessage.count()) === sent;
    await waitUntil("all that was held is stored", allStored, { timeout: 60_000 });
    expect(verdict(await office.judge(calls))).toEqual(nothingLost);
    expect(await askHealth(product.url)).toBe(200);
  });

  /** The log that SQLite appends to has room of its own: it takes a while until that is used up. */
  async function nothingMoreIsStored(): Promise<void> {
    const db = await office.reader();
    for (let last = -1, same = 0, tries = 0; same < 4; tries++) {
      if (tries > 120) throw new Error("the disk is full and messages are still stored");
      await sleep(500);
      const count = await db.inboxMessage.count();
      same = count === last ? same + 1 : 0;
      last = count;
    }
  }
});
