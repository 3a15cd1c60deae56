/** The pages' process ends in the middle of calls. */
import { readdirSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { childrenOf, isAlive } from "#lib/testing/kit/processes";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { playCalls } from "#lib/testing/kit/play-calls";
import { probeHealth } from "#lib/testing/kit/probe-health";
import { seededRandom } from "#lib/testing/kit/random";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { nothingLost, verdict } from "./verdict";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

it("calls go on and are stored; the pages come back by themselves, and end with the engine", async () => {
  const product = await office.start({ TMPDIR: office.dataDir });
  const socketFolders = () =>
    readdirSync(office.dataDir).filter((name) => name.startsWith("tinycrm-"));
  const statusOf = () => fetch(`${product.url}/sign-in`).then(({ status }) => status);
  const load = playCalls({ random: seededRandom(61), callsPerSecond: 20, tell: office.tell });
  const probe = probeHealth(product.url);
  for (let kill = 0; kill < 3; kill++) {
    expect(await statusOf()).toBe(200);
    const [pages] = childrenOf(product.pid);
    process.kill(pages!.pid, "SIGKILL");
    await waitUntil("pages gone", async () => (await statusOf()) === 503, { interval: 10 });
    await waitUntil("pages again", async () => (await statusOf()) === 200);
    expect(childrenOf(product.pid)).toHaveLength(1);
  }
  const { statuses, count } = await probe.stop();
  expect(statuses).toEqual({ 200: count });
  const calls = await load.stop();
  expect(verdict(await office.judge(calls))).toEqual(nothingLost);
  const [pages] = childrenOf(product.pid);
  expect(socketFolders()).toHaveLength(1);
  await product.stop("SIGKILL");
  await waitUntil("the pages are gone too", () => !isAlive(pages!.pid), { timeout: 20_000 });
  expect(socketFolders()).toEqual([]);
}, 120_000);
