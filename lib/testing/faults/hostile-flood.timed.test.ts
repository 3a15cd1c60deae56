/** Strangers and colleagues who ask for more than anybody may, beside people's calls. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";
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

it("costs a call little: guesses, endless bodies, a board watched without a pause, hostile imports", async () => {
  const product = await office.start();
  const olena = { ...admin, email: "olena@office.test" };
  const rings = await watchRings(product.url, await signIn(product.url, olena), office.pbx);
  const cookie = await signIn(product.url, admin);
  await rings.ring(20);
  const quiet = await rings.ring(60);
  const flooder = fork(projectFile("lib/testing/kit/flooder.mjs"), [product.url, cookie], {
    execArgv: [],
  });
  const imports: number[] = [];
  flooder.on("message", ({ imported }: { imported: number }) => imports.push(imported));
  try {
    await sleep(3_000);
    const flooded = await rings.ring(60);
    const found = JSON.stringify({ quiet, flooded });
    if (process.env.TEST_FLOOD_FIGURES)
      appendFileSync(process.env.TEST_FLOOD_FIGURES, `${found}\n`);
    expect(imports).toContain(201);
    expect(product.output(), "strangers do not fill the log").not.toContain("did not answer");
    expect(flooded.median, found).toBeLessThan(Math.max(1.5 * quiet.median, 25));
  } finally {
    flooder.kill("SIGKILL");
    await once(flooder, "exit");
    rings.close();
  }
});
