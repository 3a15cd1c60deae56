/** More pages than the machine can make, and people who write things down, beside the calls. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";
import { admin } from "#lib/testing/kit/office-provision";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { watchRings } from "#lib/testing/kit/ring-times";
import { signIn } from "#lib/testing/kit/sign-in";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

it("keep no ring waiting: sixty who open pages without a pause, twenty who write contacts down", async () => {
  const product = await office.start();
  const olena = { ...admin, email: "olena@office.test" };
  const rings = await watchRings(product.url, await signIn(product.url, olena), office.pbx);
  const cookie = await signIn(product.url, admin);
  const quiet = await rings.ring(40);
  const people = fork(projectFile("lib/testing/kit/busy-people.mjs"), [product.url, cookie], {
    cwd: projectFile(),
    execArgv: [],
  });
  const statuses: Record<string, number> = {};
  people.on("message", ({ status }: { status: string }) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  try {
    await sleep(3_000);
    const busy = await rings.ring(60);
    const found = JSON.stringify({ quiet, busy, statuses });
    expect(Object.keys(statuses), found).toEqual(["200"]);
    // With one queue of writers for both processes it was seconds.
    expect(busy.p90, found).toBeLessThan(Math.max(5 * quiet.p90, 150));
  } finally {
    people.kill("SIGKILL");
    await once(people, "exit");
    rings.close();
  }
});
