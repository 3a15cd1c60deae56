/** PostgreSQL ends all of the product's connections: a failover, an administrator, a restart. */
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { playCalls } from "#lib/testing/kit/play-calls";
import { askHealth } from "#lib/testing/kit/probe-health";
import { seededRandom } from "#lib/testing/kit/random";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { nothingLost, verdict } from "./verdict";

describe.skipIf(!process.env.TEST_DATABASE_URL)("PostgreSQL", () => {
  let office: ProductOffice;
  let administrator: Client;
  beforeEach(async () => {
    office = await openProductOffice({ database: "postgresql" });
    administrator = new Client({ connectionString: office.databaseUrl });
    await administrator.connect();
  });
  afterEach(async () => {
    await administrator.end();
    await office.close();
  });

  it("cutting every connection again and again: heals by itself, nothing is lost", async () => {
    const named = new URL(office.databaseUrl);
    named.searchParams.set("application_name", "product-under-fault");
    const product = await office.start({ DATABASE_URL: named.href });
    const load = playCalls({ random: seededRandom(81), callsPerSecond: 15, tell: office.tell });
    let cut = 0;
    for (let round = 0; round < 5; round++) {
      await sleep(1_000);
      const { rowCount } = await administrator.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'product-under-fault'`,
      );
      cut += rowCount ?? 0;
    }
    expect(cut).toBeGreaterThanOrEqual(5);
    await waitUntil("healthy again", async () => (await askHealth(product.url)) === 200);
    const calls = await load.stop();
    // The link to the PBX stayed up, so nothing at all may be missing.
    const sent = calls.flatMap((call) => call.steps).length;
    const db = await office.reader();
    const allStored = async () => (await db.inboxMessage.count()) === sent;
    await waitUntil("all that was sent is stored", allStored, { timeout: 60_000 });
    expect(verdict(await office.judge(calls))).toEqual(nothingLost);
    expect((await product.stop("SIGTERM")).code).toBe(0);
  });
});
